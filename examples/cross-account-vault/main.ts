import { App } from "cdktf";
import { CrossAccountVaultStack } from "./stack";

const app = new App();
new CrossAccountVaultStack(app, "cross-account-vault");
app.synth();
