// Builds the widget into one file. `node build.mjs FILE` writes it elsewhere than where it is served from.
import { readFile } from "node:fs/promises";
import { build, transform } from "esbuild";

const served = new URL("../heardback/channels/web/static/heardback.js", import.meta.url).pathname;

const styles = {
  name: "styles",
  setup(builder) {
    builder.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const css = await readFile(path, "utf8");
      const { code } = await transform(css, { loader: "css", minify: true });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

await build({
  absWorkingDir: new URL(".", import.meta.url).pathname,
  entryPoints: ["src/main.ts"],
  outfile: process.argv[2] ?? served,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  plugins: [styles],
});
