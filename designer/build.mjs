// Builds the bundle of Signaalketen.Web. Called by its MSBuild target and by `npm run build`.
// Exit codes: 0 = the bundle is up to date; 3 = this machine cannot build it (the product then works with plain pages).
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeNotices } from "./notices.mjs";

const root = dirname(fileURLToPath(import.meta.url));
const out = join(root, "../src/Signaalketen.Web/wwwroot/bundle");
const stamp = join(out, "bundle.stamp");
const lock = join(root, ".bundle.lock");
const cannotBuild = 3;
const lockStaleAfterMs = 10 * 60_000;

function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function upToDate() {
  const sources = ["src", "build.mjs", "notices.mjs", "vite.config.mjs", "package.json", "package-lock.json", "tsconfig.json"];
  return existsSync(stamp) && sources.every((name) => newest(join(root, name)) <= statSync(stamp).mtimeMs);
}

function pause(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** Several projects that use Web may build at once: one of them makes the bundle, the others wait for it. */
function takeLock() {
  for (;;) {
    try {
      const file = openSync(lock, "wx");
      writeSync(file, String(process.pid));
      closeSync(file);
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const age = existsSync(lock) ? Date.now() - statSync(lock).mtimeMs : 0;
      if (age > lockStaleAfterMs) rmSync(lock, { force: true });
      else pause(200);
    }
  }
}

function run(command, args) {
  return spawnSync(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], encoding: "utf8", shell: process.platform === "win32" });
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

function installPackages() {
  const installed = join(root, "node_modules/.package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, "package-lock.json")).mtimeMs) return true;
  const result = run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (result.error || result.status !== 0) {
    say("Signaalketen: the packages of the designer could not be installed; pages use the plain style and show processes as text.");
    return false;
  }
  return true;
}

function nodeIsNewEnough() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
}

function build() {
  if (upToDate()) return 0;
  if (!nodeIsNewEnough()) {
    say("Signaalketen: the designer needs Node 20.19 or 22.12; pages use the plain style and show processes as text.");
    return cannotBuild;
  }
  if (!installPackages()) return cannotBuild;
  for (const [tool, args] of [["typescript/bin/tsc", ["--noEmit"]], ["vite/bin/vite.js", ["build"]]]) {
    const result = run(process.execPath, [join(root, "node_modules", tool), ...args]);
    if (result.status !== 0) {
      say(`${result.stdout}${result.stderr}`);
      return 1;
    }
  }
  writeNotices(root, join(out, "THIRD-PARTY.txt"));
  writeFileSync(stamp, "The bundle is newer than its sources.\n");
  return 0;
}

mkdirSync(out, { recursive: true });
takeLock();
let exitCode = 1;
try {
  exitCode = build();
} finally {
  rmSync(lock, { force: true });
}
process.exit(exitCode);
