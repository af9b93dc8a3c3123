using FlowDemo.Targets;

namespace FlowDemo.Comparison.Steering;

/// <summary>Every reward by its id; each is made for a target.</summary>
public static class RewardCatalog
{
    private const double Largest = 1e6;

    /// <summary>The rewards, and the measurement.</summary>
    public static Catalog<Func<GaussianMixture, IReward>> All { get; } = new(
        "reward",
        new CatalogEntry<Func<GaussianMixture, IReward>>("linear", "r = c . x.", static a =>
            Fixed(new QuadraticReward(Number(a, 0), Number(a, 1), 0, 0, 0, 0, 0)))
        {
            Formula = "c . x",
            Source = "defined here",
            Parameters = [new("cx", "1", "first coordinate of c."), new("cy", "0", "second coordinate of c.")],
        },
        new CatalogEntry<Func<GaussianMixture, IReward>>("quadratic", "r = -1/2 (a (x - p)^2 + b (y - q)^2).", static a =>
            Fixed(new QuadraticReward(0, 0, Number(a, 0), Number(a, 1), a.Number(2, 0, Largest), 0, a.Number(3, 0, Largest))))
        {
            Formula = "-1/2 (a (x - p)^2 + b (y - q)^2)",
            Source = "defined here",
            Parameters =
            [
                new("p", "0", "first coordinate of the best point."),
                new("q", "0", "second coordinate of it."),
                new("a", "1", "curvature along the first axis, not negative."),
                new("b", "1", "curvature along the second, not negative."),
            ],
        },
        new CatalogEntry<Func<GaussianMixture, IReward>>(
            "class", "r = log p(class | x): the law at temperature 1 is the class.", static a =>
            {
                ClassCondition condition = new(a.Integer(0, 1, int.MaxValue), a.Integer(1, 1, int.MaxValue));
                return mixture => new ClassReward(mixture, condition);
            })
        {
            Formula = "log p(class I of N | x)",
            Source = "defined here",
            Parameters = [new("i", "1", "the class I."), new("n", "2", "the number of classes N.")],
        },
        new CatalogEntry<Func<GaussianMixture, IReward>>(
            "measured",
            "r = log p(y | x) of a measurement y = a . x + n, n ~ N(0, s^2): the law at temperature 1 is the posterior.",
            static a => Fixed(QuadraticReward.Measured(Number(a, 0), Number(a, 1), Number(a, 2), a.Number(3, 1e-6, Largest))))
        {
            Formula = "log N(y; a . x, s^2)",
            Source = "defined here",
            Parameters =
            [
                new("ax", "1", "first coordinate of a."),
                new("ay", "0", "second coordinate of a."),
                new("y", "0", "what was measured."),
                new("s", "0.3", "standard deviation of its noise, 0.000001 to 1000000."),
            ],
        });

    private static double Number(MethodArguments arguments, int index) => arguments.Number(index, -Largest, Largest);

    private static Func<GaussianMixture, IReward> Fixed(IReward reward) => _ => reward;
}
