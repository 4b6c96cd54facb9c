/** A snippet as text, for editors that know no snippets: place holders give way to their defaults, or to the first of their choices. */
export function plainText(snippet: string): string {
  return snippet.replace(
    /\\([\\$}])|\$\{\d+:((?:[^\\}]|\\.)*)\}|\$\{\d+\|((?:[^\\,|]|\\.)*)(?:[^\\|]|\\.)*\|\}|\$\d+|\$\{\d+\}/g,
    (_whole, escaped?: string, text?: string, first?: string) => {
      if (escaped !== undefined) return escaped;
      return (text ?? first ?? '').replace(/\\(.)/g, '$1');
    },
  );
}
