/** Images that run as a user other than root, with tags; as far as their names say. */
export const nonRootImages: readonly RegExp[] = [
  /[:-][^/]*(?:non-?root|unprivileged|rootless|chiseled|distroless-extra)|nginx-unprivileged/i,
  /^cgr\.dev\//,
  /^dhi\.io\//,
  /^(?:(?:docker\.io|public\.ecr\.aws)\/)?bitnami(?:secure)?\/(?!minideb)/,
  /^mcr\.microsoft\.com\/dotnet\/[^:]*:[^/]*(?:chiseled|distroless)/,
  /^(?:docker\.io\/)?(?:jenkins\/jenkins|grafana\/grafana|prom\/|selenium\/|mambaorg\/|jupyter\/|apache\/airflow)/,
  /^(?:docker\.elastic\.co\/|quay\.io\/(?:prometheus|jupyter|keycloak)\/)/,
  /^registry\.(?:access\.)?redhat\.(?:com|io)\/(?:ubi\d+|rhel\d+)\/(?!ubi|rhel|toolbox)/,
];

/** Images whose platform starts the code, so that the file needs neither USER nor HEALTHCHECK. */
export const functionImages: RegExp =
  /aws-lambda|(?:^|\/)lambda\/|azure-functions\/|openfaas|functions-framework/i;

/** A user without rights of its own that an image already has. */
export const ownUsers: readonly (readonly [RegExp, string])[] = [
  [/^(?:(?:docker\.io\/)?library\/|docker\.io\/)?node(?:[:@]|$)/, "node"],
  [/^gcr\.io\/distroless\//, "nonroot"],
];
