import type { ErrorRow } from "./error-row";

const REACH =
  "If it stays so, look at AWS_ENDPOINT_URL and its kin, a firewall, a proxy: like every program on this SDK, this one does not read HTTPS_PROXY.";

/** What happened between here and AWS, or within AWS. */
export const NETWORK_ERRORS: readonly ErrorRow[] = [
  {
    is: "throttled",
    when: { name: /^(Throttl|TooManyRequests|RequestLimitExceeded|RequestThrottled|SlowDown)/ },
    means: "AWS is asked too often.",
    tries: Infinity,
    helps: true,
    way: "If it stays so, let fewer runs work at once, for example with terraform apply -parallelism=2.",
  },
  {
    is: "too many requests",
    when: { status: (status) => status === 429 },
    means: "AWS is asked too often.",
    tries: Infinity,
    helps: true,
    way: "If it stays so, let fewer runs work at once, for example with terraform apply -parallelism=2.",
  },
  {
    is: "no such host",
    when: { code: /^ENOTFOUND$/ },
    means: "The name service knows no such host: the network is down, or the Region or the endpoint does not exist.",
    tries: 5,
    helps: "the network was down",
    way: "Correct the Region (is AgentCore there?), or AWS_ENDPOINT_URL and its kin.",
  },
  {
    is: "name service down",
    when: { code: /^EAI_AGAIN$/ },
    means: "The name service does not answer at the moment.",
    tries: Infinity,
    helps: true,
    way: "If it stays so, look at the network and the name service of this machine.",
  },
  {
    is: "connection refused",
    when: { code: /^(ECONNREFUSED|ENETUNREACH|EHOSTUNREACH)$/ },
    means: "Nothing takes the connection at the service's address.",
    tries: Infinity,
    helps: true,
    way: REACH,
  },
  {
    is: "certificate not trusted",
    when: {
      code: /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_|ERR_TLS_)/,
    },
    means:
      "The certificate at the service's address is none that Node.js trusts: often that of a proxy which looks into connections, or the clock of this machine is off.",
    tries: 0,
    helps: false,
    way: "Name the file with the proxy's certificate authority in NODE_EXTRA_CA_CERTS, or have AWS's hosts excepted there; and look at the clock.",
  },
  {
    is: "not TLS",
    when: { code: /^(EPROTO|ERR_SSL_)/ },
    means: "What answers at the service's address speaks no TLS.",
    tries: 0,
    helps: false,
    way: "Correct AWS_ENDPOINT_URL and its kin (http or https?), or look for a proxy in between.",
  },
  {
    is: "proxy wants a password",
    when: { status: (status) => status === 407 },
    means: "A proxy in between wants to know who this is.",
    tries: 0,
    helps: false,
    way: "Have AWS's hosts excepted there: this program signs in to no proxy.",
  },
  {
    is: "no answer",
    when: { name: /^(TimeoutError|AbortError|RequestTimeout)/ },
    means: "The service did not answer in time.",
    tries: Infinity,
    helps: true,
    way: REACH,
  },
  {
    is: "connection lost",
    when: { code: /^(ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|ERR_STREAM_PREMATURE_CLOSE)$/ },
    means: "The connection broke off.",
    tries: Infinity,
    helps: true,
    way: REACH,
  },
  {
    is: "hung up",
    when: { message: /socket hang up/ },
    means: "The connection broke off.",
    tries: Infinity,
    helps: true,
    way: REACH,
  },
  {
    is: "server error",
    when: { status: (status) => status >= 500 },
    means: "AWS has a fault of its own.",
    tries: Infinity,
    helps: true,
    way: "If it stays so, look at https://health.aws.amazon.com.",
  },
  {
    is: "half an answer",
    when: { status: (status) => status >= 200 && status < 300 },
    means: "The service acted, and its answer broke off.",
    tries: Infinity,
    helps: true,
    way: REACH,
  },
];
