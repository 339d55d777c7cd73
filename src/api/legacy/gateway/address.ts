/**
 * The vendor's gateway reaches a site of the Cloud as `/ex/confluence/{cloudId}`, which stands for the site's host:
 * `/ex/confluence/{cloudId}/wiki/rest/api/…` and, without the context path, `…/rest/api/…`. The links of answers are
 * the site's own.
 */
export function throughGateway(cloudId: string): (url: string) => string {
  return (url) => {
    if (!url.startsWith('/ex/') && !url.startsWith('/gateway/')) return url
    const [, named, rest = ''] =
      /^(?:\/gateway\/api)?\/ex\/confluence\/([\w-]{1,64})(\/[^]*)?$/.exec(url) ?? []
    if (named?.toLowerCase() !== cloudId) return url
    return /^\/wiki(?=[/?]|$)/.test(rest) ? rest : `/wiki${rest}`
  }
}
