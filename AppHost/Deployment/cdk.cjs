// Runs the CDK's command line with parameters of the stack out of KANBAN_STACK_PARAMETERS, a JSON list of "stack:Name=value". As
// arguments they could be read by everybody on the machine, in the list of processes, and Windows' shell would interpret them.
// npx --package aws-cdk puts the folder of its programs on PATH.
const { existsSync } = require("node:fs");
const { delimiter, join } = require("node:path");

const cdk = process.env.PATH.split(delimiter).map((folder) => join(folder, "..", "aws-cdk", "bin", "cdk")).find(existsSync);
if (!cdk) {
  console.error("The package aws-cdk is not on PATH.");
  process.exit(1);
}
const parameters = JSON.parse(process.env.KANBAN_STACK_PARAMETERS ?? "[]");
delete process.env.KANBAN_STACK_PARAMETERS;
process.argv = [process.argv[0], cdk, ...process.argv.slice(2), ...parameters.flatMap((parameter) => ["--parameters", parameter])];
require(cdk);
