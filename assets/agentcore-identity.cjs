#!/usr/bin/env node
// Third-party licences: see NOTICE.
"use strict";var O=Object.create;var m=Object.defineProperty;var S=Object.getOwnPropertyDescriptor;var w=Object.getOwnPropertyNames;var b=Object.getPrototypeOf,E=Object.prototype.hasOwnProperty;var v=(e,t,n,r)=>{if(t&&typeof t=="object"||typeof t=="function")for(let o of w(t))!E.call(e,o)&&o!==n&&m(e,o,{get:()=>t[o],enumerable:!(r=S(t,o))||r.enumerable});return e};var I=(e,t,n)=>(n=e!=null?O(b(e)):{},v(t||!e||!e.__esModule?m(n,"default",{value:e,enumerable:!0}):n,e));var s={OK:0,FAILED:1,USAGE:2};var l=require("node:fs/promises"),f=require("node:util");var N=`Usage: agentcore-identity sandbox [--port N] [--seed FILE] [--json]

Serves stand-ins of Amazon Bedrock AgentCore Identity, Secrets Manager, KMS and STS on the loopback interface until it is
interrupted, and prints what happens as CloudTrail would tell it.

  --port N     the port; any that is free unless you say
  --seed FILE  JSON with the roles, keys and secrets of the account; policies and grants then decide every request.
               Without it the account is empty, and everybody may do everything
  --json       one line of JSON with the address and the environment to use, then one for each event
  --help       this text

Exit codes: 0 interrupted, 1 could not serve, 2 wrong use or seed.
`,i=class extends Error{};function A(e){let t={port:{type:"string"},seed:{type:"string"}},n={json:{type:"boolean"},help:{type:"boolean",short:"h"}},r;try{({values:r}=(0,f.parseArgs)({args:[...e],options:{...t,...n}}))}catch(h){throw new i(p(h))}let{port:o="0",seed:d,json:a=!1,help:c=!1}=r;if(!/^\d{1,5}$/.test(o)||Number(o)>65535)throw new i(`--port ${JSON.stringify(o)} is no port: give a number from 0 to 65535.`);return{port:Number(o),seed:d,json:a,help:c}}var g={summary:"serves AgentCore Identity, Secrets Manager, KMS and STS on loopback",run:async e=>{try{let{help:t,port:n,seed:r,json:o}=A(e);return t?(process.stdout.write(N),s.OK):(await x(n,r===void 0?void 0:await R(r),o),s.OK)}catch(t){return process.stderr.write(`agentcore-identity sandbox: ${p(t)}
`),t instanceof i||t instanceof Error&&t.name==="SeedProblem"?s.USAGE:s.FAILED}}};async function R(e){try{return await(0,l.readFile)(e,"utf8")}catch(t){throw new i(`the seed cannot be read: ${p(t)}`)}}async function x(e,t,n){process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED="true";let{serve:r}=await import("./agentcore-identity-sandbox.cjs"),o=process.stdout.isTTY===!0&&!process.env.NO_COLOR,d=await r({port:e,seed:t,format:n?"json":o?"colour":"text",write:a=>{process.stdout.write(a)}});await new Promise(a=>{for(let c of["SIGINT","SIGTERM"])process.once(c,()=>a())}),await d.close()}var p=e=>e instanceof Error?e.message:String(e);var u={sandbox:g},y=()=>`Usage: agentcore-identity COMMAND [OPTIONS]

${Object.entries(u).map(([e,{summary:t}])=>`  ${e.padEnd(10)} ${t}`).join(`
`)}

agentcore-identity COMMAND --help tells the options of a command.
Exit codes: 0 done, 1 failed, 2 wrong use; a command may have more.
`;async function C([e,...t]){if(e==="--help"||e==="-h")return process.stdout.write(y()),s.OK;if(e==="--version")return process.stdout.write(`0.0.0
`),s.OK;let n=e!==void 0&&Object.hasOwn(u,e)?u[e]:void 0;return n?n.run(t):(process.stderr.write(`${e===void 0?"There is no command.":`There is no command "${e}".`}

${y()}`),s.USAGE)}C(process.argv.slice(2)).then(e=>{process.exitCode=e});
