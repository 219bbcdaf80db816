/** Sends one report of the product of `$LAGEBILD_TOKEN`. `origin`: "https://lagebild.example". */
export function curlLine(origin: string): string {
  return [
    'curl --fail-with-body \\',
    '  --header "Authorization: Bearer $LAGEBILD_TOKEN" \\',
    '  --request POST --upload-file report.json \\',
    `  "${origin}/api/v1/imports?target=api&branch=main"`,
  ].join('\n');
}

/** A job for .gitlab-ci.yml: signs in to the registry, scans the pipeline's image and sends the report. */
export function gitlabJob(origin: string): string {
  return `lagebild:
  stage: test
  image: { name: aquasec/trivy:latest, entrypoint: [""] }
  variables:
    TRIVY_USERNAME: "$CI_REGISTRY_USER"
    TRIVY_PASSWORD: "$CI_REGISTRY_PASSWORD"
    TRIVY_AUTH_URL: "$CI_REGISTRY"
  script:
    - trivy image --format json --output report.json "$CI_REGISTRY_IMAGE:$CI_COMMIT_SHA"
    - >
      wget --quiet --output-document=-
      --header "Authorization: Bearer $LAGEBILD_TOKEN"
      --header "Idempotency-Key: $CI_JOB_ID"
      --header "Lagebild-Branch: $CI_COMMIT_REF_NAME"
      --header "Content-Type: application/octet-stream"
      --post-file report.json
      "${origin}/api/v1/imports?target=$CI_PROJECT_NAME"
`;
}
