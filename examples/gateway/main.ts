import { App } from "cdktf";
import { GatewayStack } from "./stack";

const app = new App();
new GatewayStack(app, "gateway");
app.synth();
