# The builder has the compiler and the page's bundler; the image that runs has Node.js, the built files and three packages
# more than the library itself needs: pg for databases, PGlite for the demo.
FROM node:22-slim AS build
WORKDIR /pillion
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json rolldown.config.js ./
COPY src src
RUN npm run build

FROM node:22-slim AS packages
WORKDIR /pillion
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev && npm install --no-save --ignore-scripts --omit=dev pg@8 @electric-sql/pglite@0.5

FROM node:22-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000
WORKDIR /pillion
COPY --from=packages /pillion/node_modules node_modules
COPY --from=build /pillion/dist dist
COPY package.json ./
COPY schema/demo schema/demo
USER node
EXPOSE 4000
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node.js itself is the first process, so that it gets SIGTERM from `docker stop`.
ENTRYPOINT ["node", "dist/bundle/cli/main.js"]
CMD ["start"]
