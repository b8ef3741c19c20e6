import { App } from "cdktf";
import { ApiKeyStack } from "./stack";

const app = new App();
new ApiKeyStack(app, "api-key");
app.synth();
