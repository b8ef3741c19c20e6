import { App } from "cdktf";
import { CustomIdpStack } from "./stack";

const app = new App();
new CustomIdpStack(app, "custom-idp");
app.synth();
