#!/usr/bin/env node
// Third-party licences: see NOTICE.
"use strict";var O=Object.create;var l=Object.defineProperty;var S=Object.getOwnPropertyDescriptor;var w=Object.getOwnPropertyNames;var b=Object.getPrototypeOf,E=Object.prototype.hasOwnProperty;var v=(e,t,n,r)=>{if(t&&typeof t=="object"||typeof t=="function")for(let o of w(t))!E.call(e,o)&&o!==n&&l(e,o,{get:()=>t[o],enumerable:!(r=S(t,o))||r.enumerable});return e};var I=(e,t,n)=>(n=e!=null?O(b(e)):{},v(t||!e||!e.__esModule?l(n,"default",{value:e,enumerable:!0}):n,e));var s={OK:0,FAILED:1,USAGE:2};var f=require("node:fs/promises"),g=require("node:util");var N=`Usage: agentcore-identity sandbox [--port N] [--seed FILE] [--json]

Serves stand-ins of Amazon Bedrock AgentCore Identity, Secrets Manager, KMS and STS on the loopback interface until it is
interrupted, and prints what happens as CloudTrail would tell it.

  --port N     the port; any that is free unless you say
  --seed FILE  JSON with the roles, keys and secrets of the account; policies and grants then decide every request.
               Without it the account is empty, and everybody may do everything
  --json       one line of JSON with the address and the environment to use, then one for each event
  --help       this text

Exit codes: 0 interrupted, 1 could not serve, 2 wrong use or seed.
`,i=class extends Error{};function A(e){let t={port:{type:"string"},seed:{type:"string"}},n={json:{type:"boolean"},help:{type:"boolean",short:"h"}},r;try{({values:r}=(0,g.parseArgs)({args:[...e],options:{...t,...n}}))}catch(p){throw new i(u(p))}let{port:o="0",seed:d,json:c=!1,help:a=!1}=r;if(!/^\d{1,5}$/.test(o)||Number(o)>65535)throw new i(`--port ${JSON.stringify(o)} is no port: give a number from 0 to 65535.`);return{port:Number(o),seed:d,json:c,help:a}}var y={summary:"serves AgentCore Identity, Secrets Manager, KMS and STS on loopback",run:async e=>{try{let{help:t,port:n,seed:r,json:o}=A(e);return t?(process.stdout.write(N),s.OK):(await x(n,r===void 0?void 0:await R(r),o),s.OK)}catch(t){return process.stderr.write(`agentcore-identity sandbox: ${u(t)}
`),t instanceof i||t instanceof Error&&t.name==="SeedProblem"?s.USAGE:s.FAILED}}};async function R(e){try{return await(0,f.readFile)(e,"utf8")}catch(t){throw new i(`the seed cannot be read: ${u(t)}`)}}async function x(e,t,n){process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED="true";let r=new Promise(a=>{for(let p of["SIGINT","SIGTERM"])process.once(p,()=>a())}),{serve:o}=await import("./agentcore-identity-sandbox.cjs"),d=process.stdout.isTTY===!0&&!process.env.NO_COLOR,c=await o({port:e,seed:t,format:n?"json":d?"colour":"text",write:a=>{process.stdout.write(a)}});await r,await c.close()}var u=e=>e instanceof Error?e.message:String(e);var m={sandbox:y},h=()=>`Usage: agentcore-identity COMMAND [OPTIONS]

${Object.entries(m).map(([e,{summary:t}])=>`  ${e.padEnd(10)} ${t}`).join(`
`)}

agentcore-identity COMMAND --help tells the options of a command.
Exit codes: 0 done, 1 failed, 2 wrong use; a command may have more.
`;async function C([e,...t]){if(e==="--help"||e==="-h")return process.stdout.write(h()),s.OK;if(e==="--version")return process.stdout.write(`0.0.0
`),s.OK;let n=e!==void 0&&Object.hasOwn(m,e)?m[e]:void 0;return n?n.run(t):(process.stderr.write(`${e===void 0?"There is no command.":`There is no command "${e}".`}

${h()}`),s.USAGE)}C(process.argv.slice(2)).then(e=>{process.exitCode=e});
