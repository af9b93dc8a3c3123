using FlowDemo.Metrics.Discrepancy;
using FlowDemo.Metrics.Transport;

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
        },
        new("mmd", "Squared maximum mean discrepancy from the target itself, without a sample of it.", static _ => new MaximumMeanDiscrepancy())
        {
            Formula = "1/(n(n-1)) sum_(i != j) k(x_i, x_j) - 2/n sum_i E k(x_i, Y) + E k(Y, Y')",
            Cost = "n^2 kernel values, of at most 4096 samples",
            Source = "Gretton, Borgwardt, Rasch, Scholkopf, Smola, A Kernel Two-Sample Test, 2012",
            Notes = "k: mean of Gaussian kernels of squared width 3/4, 1/4, 1/12, 1/36 of the target's total variance. Unbiased: may be negative near zero.",
        },
        new("weights", "Total variation between the mode weights of the row and of the reference.", static _ => new ModeWeights())
        {
            Formula = "1/2 sum_k |mean_i r_k(x_i) - mean_i r_k(xref_i)|",
            Notes = "Samples that trade places between modes cancel here and not in the flips. Left out where flips is.",
        },
        new("sliced-w2", "Sliced W2 distance to fresh stratified draws of the target, beside its noise floor, or to the exact end points.", static a => SlicedWasserstein2.Create(a))
        {
            Formula = "sqrt(1/L sum_l 1/n sum_i (sort(X theta_l)_i - sort(Y theta_l)_i)^2)",
            Cost = "L sorts of the samples",
            Source = "Bonneel, Rabin, Peyre, Pfister, Sliced and Radon Wasserstein Barycenters of Measures, 2015",
            Notes = "The floor is what the reference scores against the same draws.",
            Parameters = [TransportMetric.Against, new MethodParameter("directions", "64", "number of directions L, 2 to 4096")],
        },
        new("w2", "Exact W2 distance to fresh stratified draws of the target, beside its noise floor, or to the exact end points.", static a => Wasserstein2.Create(a))
        {
            Formula = "sqrt(min over permutations s of 1/n sum |x_i - y_s(i)|^2)",
            Cost = "an assignment of n points to n: time up to n^3, memory n",
            Source = "Jonker, Volgenant, A Shortest Augmenting Path Algorithm for Dense and Sparse Linear Assignment Problems, 1987",
            Notes = "The floor is what the reference scores against the same draws; it usually exceeds the differences that matter. w2:reference has no floor: it is at most rmse, and equal to it where the pairing by noise is the cheapest.",
            Parameters = [TransportMetric.Against, new MethodParameter("points", "1000", "samples used at most, 2 to 20000")],
        });
}
