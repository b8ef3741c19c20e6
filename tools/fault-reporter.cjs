/** Prints the fault table: a line for each case, and at the end how many passed and failed. */
module.exports = class FaultReporter {
  onTestResult(_test, { testResults, failureMessage }) {
    for (const { status, ancestorTitles, title } of testResults) {
      process.stdout.write(`${status.padEnd(8)}${[...ancestorTitles, title].join(" | ")}\n`);
    }
    if (failureMessage) process.stderr.write(failureMessage);
  }

  onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) {
    process.stdout.write(`${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed\n`);
  }
};
