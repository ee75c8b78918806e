import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("./"),
  base: "./",
  publicDir: false,
  logLevel: "warn",
  build: {
    outDir: here("../src/Signaalketen.Web/wwwroot/bundle"),
    emptyOutDir: true,
    // A font or picture inside a style sheet would need data: in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: false,
    target: "es2022",
    rollupOptions: {
      input: {
        viewer: here("./src/viewer.ts"),
        app: here("./src/app.ts"),
        "app.css": here("./src/theme/app.css"),
        "bpmn.css": here("./src/theme/bpmn.css"),
      },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "chunk-[name].js",
        assetFileNames: (asset) =>
          /\.(woff2?|ttf|eot|svg)$/.test(asset.names[0] ?? "") ? "fonts/[name][extname]" : "[name][extname]",
      },
    },
  },
});
