namespace FlowDemo.Paths;

/// <summary>The paths by name.</summary>
public static class PathCatalog
{
    /// <summary>All of them.</summary>
    public static Catalog<IPath> All { get; } = new(
        "path",
        new CatalogEntry<IPath>("linear", "Straight lines from noise to data, the path of rectified flow and flow matching.", static _ => new LinearPath())
        {
            Formula = "alpha = t, sigma = 1 - t",
            Source = "Liu, Gong, Liu, Flow Straight and Fast, 2022, arXiv 2209.03003",
            Notes = "Also called the optimal-transport conditional path, or CondOT.",
        },
        new CatalogEntry<IPath>("trigonometric", "Quarter circles: data of unit covariance does not change its spread on the way.", static _ => new TrigonometricPath())
        {
            Formula = "alpha = sin(pi t / 2), sigma = cos(pi t / 2)",
            Source = "Albergo, Vanden-Eijnden, Building Normalizing Flows with Stochastic Interpolants, 2022, arXiv 2209.15571",
            Notes = "Also called GVP or the cosine schedule.",
        },
        new CatalogEntry<IPath>("vp", "The variance-preserving path of diffusion models, beta from 0.1 to 20, rescaled to start at pure noise.", static _ => new VariancePreservingPath())
        {
            Formula = "A = exp(-T / 2), T = 9.95 (1 - t)^2 + 0.1 (1 - t), alpha = (A - A(0)) / (1 - A(0)), sigma^2 = 1 - alpha^2",
            Source = "Song et al., Score-Based Generative Modeling through Stochastic Differential Equations, 2020, arXiv 2011.13456; "
                + "Lin et al., Common Diffusion Noise Schedules and Sample Steps are Flawed, 2023, arXiv 2305.08891",
            Notes = "sigma' is infinite at t = 1; the velocity is not.",
        });
}
