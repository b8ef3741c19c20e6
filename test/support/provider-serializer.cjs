const SOURCES = ["aws", "hashicorp/aws"];
const VERSIONS = ["6.25.0", "6.66.0", ">= 6.66.0, < 7.0.0"];

/** What the engine's bindings ask for differs between the editions, and is tested by itself: in snapshots it is one word. */
module.exports = {
  test: (value) =>
    SOURCES.includes(value?.source) && VERSIONS.includes(value.version) && Object.keys(value).length === 2,
  serialize: () => "[the AWS provider of the edition]",
};
