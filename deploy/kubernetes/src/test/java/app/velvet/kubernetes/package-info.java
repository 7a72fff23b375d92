/**
 * Holds the manifests against three things: the published schemas of the kinds they use ({@link
 * app.velvet.kubernetes.PublishedSchemas}), rules that no schema can say ({@link app.velvet.kubernetes.Check}), and what the
 * services' sources say of themselves ({@link app.velvet.kubernetes.ServiceCode}). All three look at whole overlays, as
 * {@link app.velvet.kubernetes.Kustomization} renders them, and for each there are planted errors that must be found.
 */
package app.velvet.kubernetes;
