// Checks a synthesised template against cdk-nag's AwsSolutions and Serverless packs, cfn-guard's Control Tower rules and the
// Mozilla Observatory's scoring: node check.mjs <cdk.out> <stack>. Prints what nobody has acknowledged as JSON.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, dirname } from "node:path";
import { App, DefaultStackSynthesizer, Stack } from "aws-cdk-lib";
import { CfnInclude } from "aws-cdk-lib/cloudformation-include";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";

const [assembly, name] = process.argv.slice(2);
const templateFile = join(assembly, `${name}.template.json`);
const acknowledged = JSON.parse(readFileSync(new URL("acknowledged.json", import.meta.url), "utf8"));
const used = new Set();
const open = [];

function report(rule, resource, detail) {
  const found = acknowledged.find((a) => a.rule === rule && new RegExp(`^(${a.resources})$`).test(resource));
  if (found) used.add(found);
  else open.push({ rule, resource, detail });
}

nag();
guard();
const score = await observatory();
const unused = acknowledged.filter((a) => !used.has(a)).map((a) => ({ rule: a.rule, resources: a.resources }));
console.log(JSON.stringify({ open, unused, score }, undefined, 2));

function nag() {
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, "Checked", { synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) });
  const include = new CfnInclude(stack, "T", { templateFile });
  for (const pack of [new AwsSolutionsChecks(app), new ServerlessChecks(app)]) {
    for (const violation of pack.validateScope(stack).violations) {
      for (const { resourceLogicalId, constructPath } of violation.violatingResources ?? violation.violatingConstructs ?? []) {
        const path = constructPath ?? "";
        report(violation.ruleName.replace(/\[.*$/, ""), path.split("/").at(-1) || resourceLogicalId, `${violation.ruleName}: ${violation.description}`);
      }
    }
  }
  return include;
}

function guard() {
  const root = folderOf("@cdklabs/cdk-validator-cfnguard");
  const binary = join(root, "bin", process.platform === "darwin" ? "macos" : "ubuntu", process.arch === "arm64" ? "aarch64" : "x86_64", "cfn-guard");
  chmodSync(binary, 0o755);
  const types = new Set(Object.values(JSON.parse(readFileSync(templateFile, "utf8")).Resources).map((r) => r.Type));
  for (const file of files(join(root, "rules", "control-tower")).filter((f) => f.endsWith(".guard"))) {
    const mentioned = readFileSync(file, "utf8").match(/AWS::\w+::\w+/g) ?? [];
    if (!mentioned.some((type) => types.has(type))) continue;
    const { stdout, stderr } = spawnSync(binary, ["validate", "--data", templateFile, "--rules", file, "--output-format", "json", "--structured", "--show-summary", "none"], { encoding: "utf8" });
    const result = parse(stdout);
    if (!result) {
      report("cfn-guard", file.split("/").at(-1), stdout + stderr);
      continue;
    }
    for (const failed of result.flatMap((r) => r.not_compliant)) {
      const resources = new Set(JSON.stringify(failed).match(/\/Resources\/\w+/g)?.map((p) => p.split("/")[2]) ?? ["?"]);
      for (const resource of resources) report(failed.Rule.name, resource, file.split("/").at(-1));
    }
  }
}

// What a browser gets for the start page, scored as https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring does.
async function observatory() {
  const root = folderOf("@mdn/mdn-http-observatory");
  // The list of preloaded hosts, which its install script would fetch, has no bearing on a new address.
  mkdirSync(join(root, "conf"), { recursive: true });
  if (!existsSync(join(root, "conf/hsts-preload.json"))) writeFileSync(join(root, "conf/hsts-preload.json"), "{}");
  const { ALL_TESTS } = await import(join(root, "src/constants.js"));
  const { getScoreModifier } = await import(join(root, "src/grader/grader.js"));
  const { Requests } = await import(join(root, "src/types.js"));
  const { AxiosHeaders } = createRequire(join(root, "package.json"))("axios");
  const host = "board.example.com";
  const response = () => ({ headers: new AxiosHeaders(deployedHeaders()), request: { headers: new AxiosHeaders() }, status: 200, statusText: "OK", verified: true, data: "", config: { headers: new AxiosHeaders() } });
  const requests = new Requests(host);
  requests.session = { url: new URL(`https://${host}/`) };
  requests.resources.path = readFileSync(new URL("../../../Web/index.html", import.meta.url), "utf8");
  for (const kind of ["auto", "cors", "http", "https"]) requests.responses[kind] = response();
  requests.responses.httpRedirects = [{ url: new URL(`http://${host}/`), status: 301 }, { url: new URL(`https://${host}/`), status: 200 }];
  requests.responses.httpsRedirects = [{ url: new URL(`https://${host}/`), status: 200 }];
  const results = ALL_TESTS.map((test) => test(requests)).map((r) => ({ result: r.result, points: getScoreModifier(r.result) ?? 0 }));
  return { total: results.reduce((sum, r) => sum + r.points, 100), results };
}

function deployedHeaders() {
  const resources = Object.values(JSON.parse(readFileSync(templateFile, "utf8")).Resources);
  const policy = resources.find((r) => r.Type === "AWS::CloudFront::ResponseHeadersPolicy").Properties.ResponseHeadersPolicyConfig;
  const { ContentSecurityPolicy: csp, StrictTransportSecurity: hsts, FrameOptions, ReferrerPolicy } = policy.SecurityHeadersConfig;
  const text = (value) => (typeof value === "string" ? value : value["Fn::Join"][1].map((part) => (typeof part === "string" ? part : "123456789012")).join(""));
  return {
    "content-type": "text/html",
    "content-security-policy": text(csp.ContentSecurityPolicy),
    "strict-transport-security": `max-age=${hsts.AccessControlMaxAgeSec}${hsts.IncludeSubdomains ? "; includeSubDomains" : ""}`,
    "x-content-type-options": "nosniff",
    "x-frame-options": FrameOptions.FrameOption,
    "referrer-policy": ReferrerPolicy.ReferrerPolicy,
    ...Object.fromEntries(policy.CustomHeadersConfig.Items.map(({ Header, Value }) => [Header.toLowerCase(), Value])),
  };
}

function folderOf(name) {
  return join(dirname(createRequire(import.meta.url).resolve(`./node_modules/${name}/package.json`)));
}

function parse(text) {
  try {
    return [JSON.parse(text)].flat();
  } catch {
    return undefined;
  }
}

function files(folder) {
  return readdirSync(folder).flatMap((entry) => {
    const path = join(folder, entry);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}
