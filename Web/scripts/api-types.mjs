// Makes src/api/schema.d.ts from the Api's OpenAPI document, so that server and client cannot drift.
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const source = new URL("../../docs/openapi/v1.json", import.meta.url);
const target = new URL("../src/api/schema.d.ts", import.meta.url);

const document = JSON.parse(await readFile(source, "utf8"));
loosen(document.components?.schemas ?? {});

const types = astToString(await openapiTS(document));
// An unchanged file keeps its time, and the build its peace.
if (types !== (await readFile(target, "utf8").catch(() => ""))) {
  await writeFile(target, types);
}

// The Api leaves out what is null, and takes what is left out for null: such members are optional on both sides.
function loosen(schemas) {
  for (const schema of Object.values(schemas)) {
    schema.required = schema.required?.filter((name) => !mayBeNull(schema.properties?.[name] ?? {}));
  }
}

function mayBeNull({ type, oneOf, anyOf }) {
  return [type].flat().includes("null") || [...(oneOf ?? []), ...(anyOf ?? [])].some(mayBeNull);
}
