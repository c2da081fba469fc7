// Official images of Docker Hub that FROM is completed with, without a network.

export interface ProposedImage {
  readonly name: string;
  readonly summary: string;
  /** Current ones worth proposing, the most useful first. */
  readonly tags: readonly string[];
}

export const proposedImages: readonly ProposedImage[] = [
  { name: "alpine", summary: "Alpine Linux", tags: ["3.23", "3.22", "3.21"] },
  { name: "amazoncorretto", summary: "OpenJDK by Amazon", tags: ["25", "21", "21-alpine"] },
  { name: "amazonlinux", summary: "Amazon Linux", tags: ["2023"] },
  { name: "buildpack-deps", summary: "Debian with build tools", tags: ["trixie", "bookworm"] },
  { name: "busybox", summary: "Small Unix tools", tags: ["1.37", "1.37-glibc", "1.37-musl"] },
  { name: "caddy", summary: "Web server", tags: ["2", "2-alpine", "2-builder"] },
  { name: "composer", summary: "PHP package manager", tags: ["2"] },
  { name: "debian", summary: "Debian", tags: ["trixie-slim", "bookworm-slim", "trixie"] },
  { name: "docker", summary: "Docker command and engine", tags: ["28-cli", "28-dind"] },
  {
    name: "eclipse-temurin",
    summary: "OpenJDK by Adoptium",
    tags: ["25-jre", "25-jdk", "21-jre", "21-jdk", "21-jre-alpine"],
  },
  { name: "elixir", summary: "Elixir", tags: ["1.19", "1.19-slim", "1.18"] },
  { name: "erlang", summary: "Erlang", tags: ["28", "28-slim", "27"] },
  { name: "fedora", summary: "Fedora Linux", tags: ["43", "42"] },
  { name: "gcc", summary: "GNU compilers", tags: ["15", "14"] },
  { name: "golang", summary: "Go", tags: ["1.25", "1.25-alpine", "1.25-trixie", "1.24"] },
  { name: "gradle", summary: "Gradle with a JDK", tags: ["9-jdk21", "8-jdk21"] },
  { name: "haproxy", summary: "Load balancer", tags: ["3.2", "3.2-alpine"] },
  { name: "httpd", summary: "Apache web server", tags: ["2.4", "2.4-alpine"] },
  { name: "julia", summary: "Julia", tags: ["1.12", "1.11"] },
  { name: "mariadb", summary: "MariaDB", tags: ["11.8", "11.4"] },
  { name: "maven", summary: "Maven with a JDK", tags: ["3-eclipse-temurin-21"] },
  { name: "memcached", summary: "Memory cache", tags: ["1.6", "1.6-alpine"] },
  { name: "mongo", summary: "MongoDB", tags: ["8.0", "7.0"] },
  { name: "mysql", summary: "MySQL", tags: ["8.4"] },
  { name: "nginx", summary: "Web server and proxy", tags: ["1.28", "1.28-alpine", "1.29"] },
  {
    name: "node",
    summary: "Node.js",
    tags: ["24-slim", "24-alpine", "24", "22-slim", "22-alpine"],
  },
  { name: "perl", summary: "Perl", tags: ["5.42", "5.42-slim"] },
  {
    name: "php",
    summary: "PHP",
    tags: ["8.4-fpm", "8.4-fpm-alpine", "8.4-apache", "8.4-cli", "8.3-fpm"],
  },
  { name: "postgres", summary: "PostgreSQL", tags: ["18", "18-alpine", "17", "17-alpine"] },
  { name: "pypy", summary: "PyPy", tags: ["3.11", "3.11-slim"] },
  {
    name: "python",
    summary: "Python",
    tags: ["3.14-slim", "3.14", "3.14-alpine", "3.13-slim", "3.12-slim"],
  },
  { name: "rabbitmq", summary: "Message broker", tags: ["4", "4-management", "4-alpine"] },
  { name: "redis", summary: "Redis", tags: ["8", "8-alpine", "7.4"] },
  { name: "registry", summary: "Image registry", tags: ["3", "2"] },
  { name: "rockylinux", summary: "Rocky Linux", tags: ["9-minimal", "9"] },
  { name: "ruby", summary: "Ruby", tags: ["3.4-slim", "3.4", "3.4-alpine", "3.3-slim"] },
  { name: "rust", summary: "Rust", tags: ["1-slim", "1", "1-alpine", "1-slim-trixie"] },
  { name: "swift", summary: "Swift", tags: ["6.2", "6.2-slim"] },
  { name: "tomcat", summary: "Java servlet container", tags: ["11", "10.1"] },
  { name: "traefik", summary: "Proxy", tags: ["v3"] },
  { name: "ubuntu", summary: "Ubuntu", tags: ["24.04", "22.04"] },
  { name: "wordpress", summary: "WordPress", tags: ["php8.4-fpm", "php8.4-apache"] },
];
