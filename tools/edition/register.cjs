const Module = require("node:module");

/** Node.js, asked by our own files for CDKTF, gives CDK Terrain: `node --require` this to run a program on the edition. */
const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  const isOurs = !parent?.filename?.includes("/node_modules/");
  const wanted = isOurs
    ? request.replace(/^cdktf$/, "cdktn").replace(/^@cdktf\/provider-aws(?=\/)/, "@cdktn/provider-aws")
    : request;
  return resolve.call(this, wanted, parent, ...rest);
};
