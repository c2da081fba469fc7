import { defineRule } from "../lint/rule.ts";
import { oddCharactersIn } from "../syntax/oddCharacters.ts";

export default defineRule({
  name: "invisible-character",
  severity: "warning",
  category: "syntax",
  aliases: { shellcheck: "SC1018" },
  sources: ["https://www.shellcheck.net/wiki/SC1018", "https://trojansource.codes/"],
  summary:
    "A no-break space, zero-width or typographic character stands where a blank or an ASCII quote is meant.",
  why: `Such characters come in with text that was copied from a page or a chat. They look right and part no words, quote nothing, and end up in
    the names of programs and files, so the step fails with a message that looks like nonsense. Marks that turn the direction of text
    are reported everywhere, since with them a line can read otherwise than it runs.`,
  examples: [
    {
      bad: "FROM alpine:3.20\nRUN ls[|\u00A0|]-l\n",
      says: "no-break space",
      fixed: "FROM alpine:3.20\nRUN ls -l\n",
    },
    {
      bad: "FROM alpine:3.20\nCOPY a[|\u200B|].txt /b\n",
      fixed: "FROM alpine:3.20\nCOPY a.txt /b\n",
    },
    {
      bad: "FROM alpine:3.20\nRUN echo [|\u201C|]a b[|\u201D|]\n",
      fixed: 'FROM alpine:3.20\nRUN echo "a b"\n',
    },
    {
      bad: "FROM alpine:3.20\nENV A=[|\u2018|]b[|\u2019|]\n",
      fixed: "FROM alpine:3.20\nENV A='b'\n",
    },
    // the line is not continued
    { bad: "FROM alpine:3.20\nRUN ls \\[|\u00A0|]\nUSER app\n", says: "no-break space" },
    { bad: "FROM alpine:3.20\nRUN <<EOF\nls[|\u00A0|]-l\nEOF\n" },
    { bad: "FROM alpine:3.20\n# a [|\u202E|] b\nRUN echo '[|\u2066|]'\n", says: "turns the text" },
    { good: "\uFEFFFROM alpine:3.20\nRUN ls\n" },
    { good: "FROM alpine:3.20\n# a\u00A0b \u201Cc\u201D\nRUN ls \\\n  # it\u2019s\n  -l\n" },
    { good: 'FROM alpine:3.20\nRUN echo \'a\u00A0b\' "\u201Cc\u201D"\nCMD ["a\u00A0b"]\n' },
    {
      good: "FROM alpine:3.20\nLABEL a=\"it\u2019s\" b=it\u2019s c='\u200D'\nMAINTAINER A\u00A0B\n",
    },
    {
      good: "FROM alpine:3.20\nLABEL title Our \u201Cshop\u201D\nCOPY <<EOF /a\n\u201Ca\u201D\nEOF\n",
    },
  ],
  visit: {
    document(model, { report }) {
      for (const { start, end, code, odd } of oddCharactersIn(model)) {
        const what = `Here stands U+${code}, a ${odd.name}`;
        const { meant } = odd;
        if (meant === undefined) {
          report({ start, end }, `${what}.`);
          continue;
        }
        const wanted = meant === " " ? "a blank" : meant;
        const problem = meant === "" ? "that nobody sees" : `where ${wanted} is meant`;
        const title = meant === "" ? "Remove it" : `Write ${wanted}`;
        const edits = [{ start, end, text: meant }];
        report({ start, end }, `${what}, ${problem}.`, { title, edits, safety: "unsafe" });
      }
    },
  },
});
