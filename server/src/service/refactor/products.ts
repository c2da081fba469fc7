// What the runtime stage takes from the build stage, by what the ecosystem makes.
import { plainText } from "../syntax/runCommands.ts";
import { builtPrograms } from "./builtPrograms.ts";
import { refuse, type Refusal } from "./buildWork.ts";
import { nodeApplication } from "./nodeApplication.ts";
import { nothingLeft, same, type Product, type ProductQuestion } from "./product.ts";
import { pythonEnvironment } from "./pythonEnvironment.ts";

/** What has to be copied for the container's commands. */
export function productOf(question: ProductQuestion): Product | Refusal {
  const { work, start } = question;
  const { product } = work.ecosystem;
  if (product === "extensions") return extensions(question);
  if (start.length === 0)
    return refuse("No CMD or ENTRYPOINT says which program the image is for.");
  if (product === "application") return nodeApplication(question);
  if (product === "venv") return pythonEnvironment(question);
  return builtPrograms(question, product);
}

const extensionFolders = ["/usr/local/lib/php/extensions", "/usr/local/etc/php/conf.d"];

function extensions({ work }: ProductQuestion): Product | Refusal {
  const installs = work.section.flatMap((node) => work.model.packages(node).installs);
  const phpize = installs.some(({ packages }) =>
    packages.some(({ word }) => word.text.includes("PHPIZE_DEPS")),
  );
  const isDeleted = work.commands.some(
    ({ command }) =>
      command.program === "apk" && command.args.some((word) => plainText(word) === "del"),
  );
  if (!work.hasTools && !(phpize && !isDeleted)) return nothingLeft();
  return { transfers: extensionFolders.map(same) };
}
