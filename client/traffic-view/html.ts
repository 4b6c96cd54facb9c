/** What the page of the traffic panel is made of; all addresses as the web view wants them. */
export interface PageParts {
  readonly script: string;
  readonly style: string;
  /** The web view's own source, for fonts and style sheets. */
  readonly source: string;
  /** Random, new for each page: only the script that carries it runs. */
  readonly nonce: string;
  /** The page shows a file, which is not recorded. */
  readonly isFile: boolean;
}

/** The panel's page: nothing is loaded from anywhere but the extension, and no inline script runs. */
export function pageHtml({ script, style, source, nonce, isFile }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    `font-src ${source}`,
    `img-src ${source}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${style}">
  <title>Traffic</title>
</head>
<body${isFile ? ' data-file' : ''}>
  <script type="module" nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
