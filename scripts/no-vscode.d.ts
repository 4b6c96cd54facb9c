// What `vscode` is outside of client/: nothing. tsconfig.base.json leads imports of it here, so that they do not compile.
export {};
