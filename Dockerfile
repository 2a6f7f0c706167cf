# Waypost in a container: built in one stage, run in another without sources, compilers or a root user.
#   docker build -t waypost .
#   docker run -d --name waypost --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
#     -p 127.0.0.1:8550:8550 -v waypost-data:/data waypost
#   docker logs waypost            (the set-up link)

FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
# Only the package `node` may run a script at install (allowScripts in package.json).
RUN npm ci --loglevel=error
COPY tsconfig.json tsconfig.build.json LICENSE README.md ./
COPY data data
COPY src src
COPY tools tools
COPY web web
RUN node_modules/.bin/node tools/build.ts
# What the program loads beside its bundle: nothing of the tools that built it.
RUN npm prune --omit=dev --ignore-scripts --loglevel=error

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="Waypost" \
      org.opencontainers.image.description="Every mail rejection explained with evidence" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN mkdir /data && chown 1000:1000 /data && chmod 0700 /data
WORKDIR /app
COPY --from=build /build/package.json /build/LICENSE ./
COPY --from=build /build/node_modules node_modules
COPY --from=build /build/dist dist
# Inside the container every address is the container's own; who reaches it is decided by `-p`: publish it on loopback with a
# proxy in front, or give it certificates (WAYPOST_TLS_CERT, WAYPOST_TLS_KEY).
ENV NODE_ENV=production \
    NODE_DISABLE_COMPILE_CACHE=1 \
    MALLOC_ARENA_MAX=2 \
    WAYPOST_LISTEN=0.0.0.0:8550 \
    WAYPOST_ALLOW_PLAIN_HTTP=true \
    WAYPOST_DATA=/data \
    WAYPOST_LOG_FORM=json
USER 1000:1000
VOLUME /data
EXPOSE 8550
# /healthz over HTTP or, with certificates, HTTPS to this container itself.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "const p=(process.env.WAYPOST_LISTEN||'').split(':').pop();const m=process.env.WAYPOST_TLS_CERT?'https':'http';require(m).get({host:'127.0.0.1',port:p,path:'/healthz',rejectUnauthorized:false},(r)=>process.exit(r.statusCode===200?0:1)).on('error',()=>process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "/app/dist/bin/waypost.js"]
CMD ["serve"]
