import { defineRule, type Fix } from "../lint/rule.ts";
import { backgroundStart, type BackgroundStart } from "../syntax/backgroundStart.ts";

export default defineRule({
  name: "foreground-process",
  severity: "warning",
  category: "runtime",
  aliases: {},
  sources: [
    "https://docs.docker.com/reference/dockerfile/#cmd",
    "https://docs.docker.com/engine/containers/multi-service_container/",
    "https://nginx.org/en/docs/ngx_core_module.html#daemon",
    "https://hub.docker.com/_/nginx",
  ],
  summary: "CMD or ENTRYPOINT starts a daemon and returns, so the container stops at once.",
  why: `A container lives as long as the process that CMD or ENTRYPOINT starts. A start script, systemctl or a program that puts
itself into the background returns, and the container stops with everything in it. Start the program itself and tell it to
stay in the foreground: then its output reaches the logs and stop signals reach it.`,
  examples: [
    {
      bad: "FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y nginx\nCMD [|service nginx start|]\n",
      fixed:
        'FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y nginx\nCMD ["nginx", "-g", "daemon off;"]\n',
    },
    {
      bad: 'FROM debian:13-slim\r\nENTRYPOINT [ [|"/etc/init.d/apache2", "start"|] ]\r\n',
      fixed: 'FROM debian:13-slim\r\nENTRYPOINT [ "apachectl", "-D", "FOREGROUND" ]\r\n',
    },
    { bad: 'FROM debian:13-slim\nCMD [[|"systemctl", "start", "app"|]]\n', refused: "systemctl" },
    { bad: "FROM debian:13-slim\nCMD /setup.sh && [|/etc/init.d/postgresql start|]\n" },
    {
      bad: "FROM debian:13-slim\nCMD /setup.sh && exec [|nginx|] || exit 1\n",
      fixed: "FROM debian:13-slim\nCMD /setup.sh && exec nginx -g 'daemon off;' || exit 1\n",
    },
    {
      bad: 'FROM nginx:1.30\nCMD ["tini", "--", [|"/usr/sbin/nginx"|]]\n',
      fixed: 'FROM nginx:1.30\nCMD ["tini", "--", "/usr/sbin/nginx", "-g", "daemon off;"]\n',
    },
    {
      bad: 'FROM nginx:1.30\nCMD ["sh", "-c", "envsubst < a > b && [|nginx|]"]\n',
      fixed: 'FROM nginx:1.30\nCMD ["sh", "-c", "envsubst < a > b && nginx -g \'daemon off;\'"]\n',
    },
    { bad: 'FROM nginx:1.30\nCMD bash -c "/setup.sh && [|nginx|]"\n', refused: "nginx" },
    { bad: "FROM nginx:1.30\nCMD [|nginx -g 'pid /tmp/pid;'|]\n", refused: "nginx" },
    {
      bad: "FROM debian:13-slim\nCMD [|apachectl start|]\n",
      fixed: "FROM debian:13-slim\nCMD apachectl -D FOREGROUND\n",
    },
    {
      bad: 'FROM rockylinux:9\nENTRYPOINT [[|"/usr/sbin/httpd", "-k", "start"|]]\n',
      fixed:
        'FROM rockylinux:9\nENTRYPOINT ["/usr/sbin/httpd", "-k", "start", "-D", "FOREGROUND"]\n',
    },
    {
      bad: "FROM alpine:3.24\nRUN apk add --no-cache php83-fpm\nCMD [|php-fpm83|]\n",
      fixed: "FROM alpine:3.24\nRUN apk add --no-cache php83-fpm\nCMD php-fpm83 -F\n",
    },
    {
      bad: 'FROM debian:13-slim\nENTRYPOINT [[|"/usr/sbin/sshd"|]]\nCMD ["-p", "2222"]\n',
      refused: "sshd",
    },
    {
      bad: "FROM debian:13-slim\nCMD [|cron|]\n",
      fixed: "FROM debian:13-slim\nCMD cron -f\n",
    },
    {
      bad: "FROM debian:13-slim\nCMD [|supervisord|]\n",
      fixed: "FROM debian:13-slim\nCMD supervisord -n\n",
    },
    {
      bad: "FROM node:24-slim\nCMD node worker.js & node server.js [|&|]\n",
      fixed: "FROM node:24-slim\nCMD node worker.js & node server.js\n",
    },
    { bad: "FROM debian:13-slim\nCMD cron [|&|]\n", refused: "&" },
    { bad: "FROM debian:13-slim AS base\nCMD [|service cron start|] ; echo started\nFROM base\n" },
    {
      bad: 'FROM debian:13-slim\nENTRYPOINT [[|"/etc/init.d/x", "start"|]]\nCMD ["foo"]\n',
      refused: "/etc/init.d/x",
    },
    {
      bad: 'FROM debian:13-slim\nENTRYPOINT ["sh", "-c"]\nCMD ["[|service nginx start|]"]\n',
      fixed: 'FROM debian:13-slim\nENTRYPOINT ["sh", "-c"]\nCMD ["nginx -g \'daemon off;\'"]\n',
    },
    {
      bad: "FROM redis:8\nCMD [|redis-server --daemonize yes --port 7000|]\n",
      fixed: "FROM redis:8\nCMD redis-server --port 7000\n",
    },
    {
      bad: 'FROM mongo:8.0\nCMD [[|"mongod", "--bind_ip_all", "--fork"|]]\n',
      fixed: 'FROM mongo:8.0\nCMD ["mongod", "--bind_ip_all"]\n',
    },
    {
      bad: 'FROM mongo:8.0\nENTRYPOINT [[|"mongod"|]]\nCMD ["--fork", "--logpath", "/x"]\n',
      refused: "mongod",
    },
    { good: "FROM redis:8\nCMD redis-server --daemonize no\n" },
    { good: "FROM mongo:8.0\nCMD mongod --fork --logpath /x && tail -f /x\n" },
    { good: 'FROM nginx:1.30\nCMD ["nginx", "-g", "daemon off;"]\n' },
    { good: 'FROM nginx:1.30\nENTRYPOINT ["nginx"]\nCMD ["-g", "daemon off;"]\n' },
    { good: "FROM nginx:1.30\nCMD sh -c \"nginx -g 'daemon off;'\"\n" },
    { good: 'FROM ubuntu:24.04\nRUN echo "daemon off;" >> /etc/nginx/nginx.conf\nCMD ["nginx"]\n' },
    { good: 'FROM ubuntu:24.04\nCOPY nginx.conf /etc/nginx/nginx.conf\nCMD ["nginx"]\n' },
    { good: "FROM ubuntu:24.04\nCMD apachectl -D FOREGROUND\n" },
    { good: 'FROM php:8.4-fpm\nCMD ["php-fpm"]\n' },
    { good: "FROM alpine:3.24\nCMD php-fpm83 -F\n" },
    { good: 'FROM alpine:3.24\nCMD ["/usr/sbin/sshd", "-De"]\n' },
    { good: "FROM alpine:3.24\nCMD crond -f -l 2\n" },
    { good: 'FROM debian:13-slim\nCMD ["supervisord", "-c", "/etc/supervisord.conf"]\n' },
    { good: "FROM debian:13-slim\nCOPY app.conf /etc/supervisor/conf.d/\nCMD supervisord\n" },
    { good: "FROM ubuntu:24.04\nCMD service nginx start && tail -f /var/log/nginx/access.log\n" },
    { good: "FROM ubuntu:24.04\nCMD service ssh start; sleep infinity\n" },
    { good: "FROM ubuntu:24.04\nCMD nginx & node server.js & wait\n" },
    { good: "FROM ubuntu:24.04\nCMD service ssh start && /bin/bash\n" },
    { good: 'FROM ubuntu:24.04\nCMD service nginx start\nCMD ["bash"]\n' },
    { good: "FROM ubuntu:24.04 AS test\nCMD service nginx start\nFROM alpine:3.24\n" },
    { good: 'FROM ubuntu:24.04\nENTRYPOINT ["/start.sh"]\nCMD ["nginx"]\n' },
    { good: "FROM ubuntu:24.04\nRUN service nginx start\nCMD nginx -t\n" },
  ],
  visit: {
    document(model, { report }) {
      const found = backgroundStart(model);
      if (found !== undefined) report(found, messageFor(found), fixFor(found));
    },
  },
});

function messageFor({ what, kind }: BackgroundStart): string {
  if (kind === "ampersand") {
    return `The last command runs in the background by "&": the shell ends, and the container stops at once.`;
  }
  if (kind === "daemon") {
    return `${what} puts itself into the background and returns, so the container stops at once.`;
  }
  return `${what} only starts a service and returns, so the container stops at once. Start the service's program itself.`;
}

function fixFor({ edit, kind }: BackgroundStart): Fix | undefined {
  if (edit === undefined) return undefined;
  const title = kind === "ampersand" ? `Remove "&"` : "Run in the foreground";
  return { title, edits: [edit], safety: "unsafe" };
}
