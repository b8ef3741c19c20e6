from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf import App, TerraformStack
from cdktf_agentcore_identity import ExternalSecret, OAuth2CredentialProvider, OAuth2Vendor, Reader

app = App()
stack = TerraformStack(app, "agents")
AwsProvider(stack, "Aws", region="us-east-1")

secret = ExternalSecret.from_arn(stack, "GoogleSecret",
    secret_arn="arn:aws:secretsmanager:us-east-1:111122223333:secret:google-calendar-GhIjKl",
    kms_key_arn="arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
)
google = OAuth2CredentialProvider(stack, "Google",
    name="google-calendar",
    vendor=OAuth2Vendor.google(client_id="1234567890.apps.googleusercontent.com"),
    client_secret=secret.json_key("client_secret")
)
google.grant_use(Reader.role("arn:aws:iam::111122223333:role/agent-runtime"))

app.synth()
