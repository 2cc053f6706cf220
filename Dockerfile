# One image for the web server, the workers and the command line.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY corpus/package.json corpus/
# No install script is needed: programs come inside packages, and some scripts would download from elsewhere.
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM node:24-slim
# All packages stay: the demo corpus is their text.
COPY --from=build --chown=node:node /app /app
RUN mkdir /data && chown node:node /data
WORKDIR /app
USER node
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 DATA_DIR=/data
VOLUME /data
EXPOSE 3210
ENTRYPOINT ["node", "bin/semascope.js"]
CMD ["serve", "--host", "0.0.0.0", "--allow-remote"]
