import { App } from "cdktf";
import { PaymentsBridgeStack } from "./stack";

const app = new App();
new PaymentsBridgeStack(app, "payments-bridge");
app.synth();
