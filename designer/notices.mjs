import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

function packageOf(root, from, name) {
  for (const place of [join(from, "node_modules", name), join(root, "node_modules", name)]) {
    if (existsSync(join(place, "package.json"))) return place;
  }
  return undefined;
}

function licenceText(place) {
  const file = readdirSync(place).find((name) => /^licen[sc]e(\.(md|txt))?$/i.test(name));
  return file ? readFileSync(join(place, file), "utf8").trim() : "";
}

/** Writes the licence of every package that travels in the bundle: several of them ask for their text to come along. */
export function writeNotices(root, target) {
  const found = new Map();
  const visit = (from) => {
    const { dependencies = {} } = JSON.parse(readFileSync(join(from, "package.json"), "utf8"));
    for (const name of Object.keys(dependencies).sort()) {
      const place = packageOf(root, from, name);
      if (!place || found.has(place)) continue;
      const { version, license } = JSON.parse(readFileSync(join(place, "package.json"), "utf8"));
      found.set(place, { name, version, license: license ?? "see text", text: licenceText(place) });
      visit(place);
    }
  };
  visit(root);
  const packages = [...found.values()].sort((a, b) => a.name.localeCompare(b.name, "en"));
  const line = "=".repeat(72);
  const parts = packages.map((entry) => `${line}\n${entry.name} ${entry.version}\nLicence: ${entry.license}\n\n${entry.text}\n`);
  writeFileSync(target, `Software of others in this folder\n\n${parts.join("\n")}`);
}
