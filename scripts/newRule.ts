// Scaffolds a rule: npm run new-rule NAME
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";

const [name = ""] = process.argv.slice(2);
const file = path.join(import.meta.dirname, "../server/src/service/rules", `${name}.ts`);

if (!/^[a-z]+(?:-[a-z]+)*$/.test(name))
  fail("Usage: npm run new-rule NAME, with a name in kebab case such as no-latest-tag");
if (existsSync(file)) fail(`There is a rule ${name} already.`);
writeFileSync(file, scaffold(name));
console.log(`wrote ${path.relative(process.cwd(), file)}: fill it in, then npm run generate`);

function fail(reason: string): never {
  console.error(reason);
  process.exit(2);
}

/** A rule that compiles and that the tests refuse until its texts and examples are there. */
function scaffold(rule: string): string {
  return `import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "${rule}",
  severity: "warning",
  category: "run",
  aliases: {},
  sources: [],
  summary: "",
  why: "",
  examples: [{ bad: "FROM [|alpine|]" }, { good: "FROM alpine:3.20" }],
  visit: {
    FROM({ image }, { report }) {
      if (image !== undefined) report(image, \`\${image.text} ...\`);
    },
  },
});
`;
}
