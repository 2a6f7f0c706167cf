/** The style sheet of the page of the API: light and dark, from 360 px on. */

export const docsStyle = `:root{color-scheme:light dark;--line:#d0d0d0;--soft:#f4f4f2;--dim:#595959;--link:#0b57d0}
@media (prefers-color-scheme:dark){:root{--line:#444;--soft:#222;--dim:#a8a8a8;--link:#8ab4f8}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
a{color:var(--link)}
h1{font-size:1.5rem;margin:.5rem 0}
h2{font-size:1.25rem;margin:2rem 0 .5rem}
h3{font-size:1rem;margin:1rem 0 .25rem}
small,.type,.access{color:var(--dim)}
code,pre{font-family:ui-monospace,monospace;font-size:.9rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;margin:0;padding:.5rem 0}
details{border:1px solid var(--line);border-radius:4px;margin:.5rem 0}
summary{cursor:pointer;padding:.5rem .75rem}
summary:focus-visible,a:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.method{display:inline-block;min-width:4.5rem;font-weight:600}
.what{display:block;color:var(--dim)}
.operation{border-top:1px solid var(--line);padding:0 .75rem .75rem}
dl{margin:0}dt{margin-top:.5rem}dd{margin:0 0 0 1rem}
dd p,.media p,.operation p{margin:.25rem 0}
.members{margin:.25rem 0;padding-left:1.1rem}
pre{background:var(--soft);border-radius:4px;margin:.5rem 0;padding:.5rem;white-space:pre-wrap;max-height:24rem;overflow:auto}
`;
