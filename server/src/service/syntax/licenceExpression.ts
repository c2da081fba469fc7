import { licenceExceptions, licenceIds } from "../data/licences.ts";

/**
 * The first part of a text that makes it no SPDX licence expression; "" where the text ends too early, undefined where
 * it is one.
 */
export function wrongLicencePart(text: string): string | undefined {
  let depth = 0;
  let wanted: "licence" | "operator" | "exception" = "licence";
  let takesException = false;
  for (const [token] of text.matchAll(/[()]|[^\s()]+/g)) {
    if (wanted === "exception") {
      if (!licenceExceptions.has(token.toLowerCase()) && !/^AdditionRef-[\w.-]+$/.test(token))
        return token;
      wanted = "operator";
    } else if (wanted === "licence") {
      if (token === "(") depth += 1;
      else if (!isLicence(token)) return token;
      else [wanted, takesException] = ["operator", true];
    } else if (token === ")" && depth > 0) [depth, takesException] = [depth - 1, false];
    else if (/^(?:AND|OR|and|or)$/.test(token)) wanted = "licence";
    else if (/^(?:WITH|with)$/.test(token) && takesException)
      [wanted, takesException] = ["exception", false];
    else return token;
  }
  return wanted === "operator" && depth === 0 ? undefined : "";
}

function isLicence(token: string): boolean {
  const id = token.toLowerCase();
  return (
    licenceIds.has(id) ||
    licenceIds.has(id.replace(/\+$/, "")) ||
    /^(?:DocumentRef-[\w.-]+:)?LicenseRef-[\w.-]+$/.test(token)
  );
}
