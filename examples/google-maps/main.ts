import { App } from "cdktf";
import { GoogleMapsStack } from "./stack";

const app = new App();
new GoogleMapsStack(app, "google-maps");
app.synth();
