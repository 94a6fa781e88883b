/** Headers that tell a browser what the page may do: nothing but its own scripts, styles and requests. */
import helmet from 'koa-helmet';
import type Koa from 'koa';

/**
 * bpmn-js puts SVG with style attributes into the page, hence style-src-attr; everything else is our own origin or nothing. Fonts and
 * images as data come with the bpmn.io parts.
 * @param secure people reach us by https: browsers are told to stay with it.
 */
export function securityHeaders(secure: boolean): Koa.Middleware {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        frameSrc: ["'none'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    // Needs every font and image to opt in; there is nothing here that it would protect.
    crossOriginEmbedderPolicy: false,
  });
}
