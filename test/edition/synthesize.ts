import { App } from "cdktf";
import { ApiKeyStack } from "../../examples/api-key/stack";
import { CrossAccountVaultStack } from "../../examples/cross-account-vault/stack";
import { CustomIdpStack } from "../../examples/custom-idp/stack";
import { GatewayStack } from "../../examples/gateway/stack";
import { GoogleMapsStack } from "../../examples/google-maps/stack";
import { PaymentsBridgeStack } from "../../examples/payments-bridge/stack";

/** Synthesizes the examples into the folder that the command line names, with the engine that `cdktf` leads to. */
const app = new App({ outdir: process.argv[2] });
new ApiKeyStack(app, "api-key");
new CrossAccountVaultStack(app, "cross-account-vault");
new CustomIdpStack(app, "custom-idp");
new GatewayStack(app, "gateway");
new GoogleMapsStack(app, "google-maps");
new PaymentsBridgeStack(app, "payments-bridge");
app.synth();
