namespace FlowDemo.Metrics;

/// <summary>All metrics, by id. To add one: a file and an entry here.</summary>
public static class MetricCatalog
{
    /// <summary>The metrics, in the order in which they are listed.</summary>
    public static Catalog<IMetric> All { get; } = new(
        "metric",
        new("rmse", "Transport error: root mean squared distance from the reference's end points.", static _ => new EndpointRmse())
        {
            Formula = "sqrt(1/n sum |x_i - xref_i|^2)",
            Source = "strong error at t = 1: Kloeden, Platen, Numerical Solution of Stochastic Differential Equations, 1992",
            Notes = "Interval: bootstrap over samples, or Student t over independent shifts. A few samples in a wrong mode dominate it.",
        },
        new("median", "Median distance from the reference's end points.", static _ => new EndpointQuantile(0.5))
        {
            Formula = "median |x_i - xref_i|",
            Notes = "The error of the samples that reach their mode.",
        },
        new("p99", "99th percentile of the distance from the reference's end points.", static _ => new EndpointQuantile(0.99))
        {
            Formula = "quantile(|x_i - xref_i|, 0.99)",
        },
        new("flips", "Share of samples that end in another mode than the reference.", static _ => new ModeFlips())
        {
            Formula = "1/n #{i : argmax_k r_k(x_i) != argmax_k r_k(xref_i)}",
            Notes = "Left out for a single component and for kernel mixtures, where a component is no mode.",
        },
        new("kl", "Exact Kullback-Leibler divergence of the discrete sampler from the target.", static _ => new KullbackLeibler())
        {
            Formula = "E[log N(x0; 0, I) - log |det dT/dx0| - log p(T(x0))]",
            Cost = "one more run of the row, with its two tangents",
            Source = "change of variables: Papamakarios et al., Normalizing Flows for Probabilistic Modeling and Inference, 2021, arXiv:1912.02762",
            Notes = "Infinite where the map collapses (one Euler step); a lower bound where it folds.",
        });
}
