// Lists what an update of a stack would replace or remove: node replaced.mjs <file>. The file holds the templates before and after
// as JSON. Prints {resource, change} of each resource that would not stay the same one, as JSON.
import { readFileSync } from "node:fs";
import { fullDiff } from "@aws-cdk/cloudformation-diff";

// The schemas of CloudFormation do not say so, but Cognito keeps these as they were when the pool was created: an update fails with
// "Updates are not allowed for property - UsernameConfiguration", and the way out is another pool.
// https://github.com/aws-samples/sample-voice-of-customer-datalake/issues/184
const fixedAtCreation = ["AWS::Cognito::UserPool.UsernameAttributes", "AWS::Cognito::UserPool.AliasAttributes", "AWS::Cognito::UserPool.UsernameConfiguration"];
const harmless = ["NO_CHANGE", "WILL_CREATE", "WILL_IMPORT", "WILL_UPDATE"];

const { before, after } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const replaced = [];
fullDiff(before, after).resources.forEachDifference((resource, difference) => {
  const properties = Object.entries(difference.propertyUpdates).filter(([name, update]) => isReplacement(difference, name, update)).map(([name]) => name);
  // Where the new condition does not hold, the resource goes.
  const conditions = difference.isUpdate && "Condition" in difference.otherChanges ? ["Condition"] : [];
  if (properties.length + conditions.length > 0 || !harmless.includes(difference.changeImpact)) {
    const impact = harmless.includes(difference.changeImpact) ? "MAY_REPLACE" : difference.changeImpact;
    replaced.push({ resource, change: [impact, ...properties, ...conditions].join(" ") });
  }
});
console.log(JSON.stringify(replaced));

function isReplacement(difference, name, { oldValue, newValue, changeImpact }) {
  return (
    !harmless.includes(changeImpact) ||
    fixedAtCreation.includes(`${difference.oldResourceType}.${name}`) ||
    (name === "AttributeDefinitions" && hasEditedDefinition(oldValue, newValue))
  );
}

// "Replacement if you edit an existing AttributeDefinition":
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
function hasEditedDefinition(oldValue, newValue) {
  const types = new Map(newValue?.map((attribute) => [attribute.AttributeName, attribute.AttributeType]));
  return oldValue?.some(({ AttributeName, AttributeType }) => types.has(AttributeName) && types.get(AttributeName) !== AttributeType);
}
