using FlowDemo.Comparison.Steering;
using FlowDemo.Fields;
using FlowDemo.Numerics;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Comparison.Steering;

public sealed class SteeringTests
{
    private static readonly GaussianMixture Three = TestMixtures.ThreeModes();
    private static readonly Target Target = new("three", Three, "three", "three");
    private static readonly IReward Quadratic = Reward("quadratic:0,1,1,0.5");
    private static readonly IReward Measured = Reward("measured:1,0,-0.9,0.3");

    [Fact]
    public void The_golden_tilt_of_a_quadratic_reward()
    {
        TiltedMixture tilted = Quadratic.Tilt(Three, 0.5);
        Assert.Equal(-2.2471539896, tilted.LogNormalizer, 6e-11);
        AssertComponent(tilted.Mixture, 0, 0.0919707378, 1.6666666667, 0.2307692308, 6e-11);
        AssertComponent(tilted.Mixture, 1, 0.8937024321, -0.7514450867, 1.5202312139, 6e-11);
        AssertComponent(tilted.Mixture, 2, 0.01432683, -0.7692307692, -1.6086956522, 6e-9);
        Assert.Equal(-0.529304377, tilted.Mixture.MeanX, 6e-10);
        Assert.Equal(1.3568108405, tilted.Mixture.MeanY, 6e-11);

        // E[r] of a Gaussian is r at its mean less half the trace of Q S; KL(tilt || base) = E_tilt[r] / L - log Z.
        double ExpectedReward(GaussianMixture mixture) => mixture.Components.Sum(
            static c => c.Weight * (Quadratic.At(c.MeanX, c.MeanY) - ((c.CovarianceXX + (0.5 * c.CovarianceYY)) / 2)));
        Assert.Equal(-0.597788, ExpectedReward(tilted.Mixture), 6e-7);
        Assert.Equal(-1.978, ExpectedReward(Three), 6e-4);
        Assert.Equal(1.0516, (ExpectedReward(tilted.Mixture) / 0.5) - tilted.LogNormalizer, 6e-5);
    }

    [Fact]
    public void The_golden_posterior_of_a_measurement()
    {
        TiltedMixture tilted = Measured.Tilt(Three, 1);
        Assert.Equal(-0.972978214, tilted.LogNormalizer, 6e-10);
        Assert.Equal(2.961e-10, tilted.Mixture.Components[0].Weight, 6e-14);
        AssertComponent(tilted.Mixture, 0, 2.961e-10, 0.473684211, 0, 6e-10);
        AssertComponent(tilted.Mixture, 1, 0.577967682, -0.931034483, 1.534482759, 6e-10);
        AssertComponent(tilted.Mixture, 2, 0.422032317, -0.9375, -2, 6e-10);
    }

    /// <summary>A linear reward moves means by S c / L and keeps covariances.</summary>
    [Fact]
    public void A_linear_reward_moves_the_means()
    {
        TiltedMixture tilted = Reward("linear:0.4,-0.2").Tilt(Three, 0.5);
        double[] logs = [.. Three.Components.Select(static c => Math.Log(c.Weight) + (((0.4 * c.MeanX) - (0.2 * c.MeanY)) / 0.5)
            + (((0.16 * c.CovarianceXX) - (0.16 * c.CovarianceXY) + (0.04 * c.CovarianceYY)) / (2 * 0.25)))];
        Assert.Equal(Math.Log(logs.Sum(Math.Exp)), tilted.LogNormalizer, 1e-12);
        foreach ((GaussianComponent before, GaussianComponent after) in Three.Components.Zip(tilted.Mixture.Components))
        {
            Assert.Equal(before.MeanX + (((before.CovarianceXX * 0.4) - (before.CovarianceXY * 0.2)) / 0.5), after.MeanX, 1e-12);
            Assert.Equal(before.CovarianceYY, after.CovarianceYY, 1e-12);
        }
    }

    [Fact]
    public void A_class_as_the_reward_leaves_the_class()
    {
        TiltedMixture tilted = Reward("class:2,3").Tilt(Three, 1);
        Assert.Equal(Math.Log(0.3), tilted.LogNormalizer, 1e-12);
        AssertComponent(tilted.Mixture, 0, 1, -1, 1.5, 1e-15);
    }

    /// <summary>
    /// The velocity of the tilted mixture is <c>u + W grad log h, h = E[exp(r / L) | x_t]</c>, where x1 given x_t is a mixture again.
    /// </summary>
    [Theory]
    [InlineData("quadratic:0,1,1,0.5", 0.5)]
    [InlineData("measured:1,0,-0.9,0.3", 1)]
    [InlineData("class:2,3", 1)]
    [InlineData("linear:0.5,1", 2)]
    public void The_gradient_of_the_value_steers_to_the_law(string name, double temperature)
    {
        const double t = 0.3;
        const double h = 1e-5;
        IReward reward = Reward(name);
        double W(double x, double y) => reward.Tilt(Posterior(t, x, y), temperature).LogNormalizer;
        (double X, double Y) u = new MixturePosterior(Three, new LinearPath()).At(t, 0.4, -0.7).Velocity;
        (double X, double Y) tilted =
            new MixturePosterior(reward.Tilt(Three, temperature).Mixture, new LinearPath()).At(t, 0.4, -0.7).Velocity;
        double factor = (1 - t) / t / (2 * h);
        Assert.Equal(tilted.X, u.X + (factor * (W(0.4 + h, -0.7) - W(0.4 - h, -0.7))), 1e-7);
        Assert.Equal(tilted.Y, u.Y + (factor * (W(0.4, -0.7 + h) - W(0.4, -0.7 - h))), 1e-7);
        if (temperature == 0.5)
        {
            Assert.Equal(-3.0021954092, W(0.4, -0.7), 6e-11);
            Assert.Equal(-0.829636629, tilted.X, 6e-10);
            Assert.Equal(2.4074245522, tilted.Y, 6e-11);
            (double x, double y) = new MixturePosterior(Three, new LinearPath()).At(t, 0.4, -0.7).DataPrediction;
            Assert.Equal(-1.8981678072, reward.At(x, y) / temperature, 6e-11);
        }
    }

    [Theory]
    [InlineData("linear:0.5,1")]
    [InlineData("quadratic:0,1,1,0.5")]
    [InlineData("class:2,3")]
    public void The_gradient_of_the_cost_is_that_of_the_reward(string name)
    {
        const double h = 1e-6;
        IReward reward = Reward(name);
        (double x, double y) = reward.CostGradient(0.4, -0.7);
        Assert.Equal(-(reward.At(0.4 + h, -0.7) - reward.At(0.4 - h, -0.7)) / (2 * h), x, 1e-6);
        Assert.Equal(-(reward.At(0.4, -0.7 + h) - reward.At(0.4, -0.7 - h)) / (2 * h), y, 1e-6);
        Assert.Equal((2 * (0.4 + 0.9), 0), Rounded(Measured.CostGradient(0.4, -0.7)));
    }

    [Theory]
    [InlineData("flowchef:0")]
    [InlineData("flowchef-full:0")]
    public void Without_a_step_flowchef_is_euler(string method)
    {
        SteeringProblem problem = Problem(Quadratic, 64);
        Assert.InRange(Flat.RootMeanSquareDistance(Run("unsteered", problem, 7).Points, Run(method, problem, 7).Points), 0, 1e-13);
    }

    [Fact]
    public void The_full_gradient_is_zero_where_the_expected_data_do_not_depend_on_the_sample()
    {
        GaussianMixture gaussian = new(GaussianComponent.Isotropic(1, 1, -0.5, 0.5));
        SteeringProblem problem = new(gaussian, new LinearPath(), Quadratic, 1, 10, 16, 0, new Execution(1));
        SampleBatch plain = Run("flowchef:0", problem, 2).Points;
        SampleBatch skip = Run("flowchef:0.1", problem, 2).Points;
        SampleBatch full = Run("flowchef-full:0.1", problem, 2).Points;

        // The only steered step is at t = 0, where D does not depend on x: the full factor is 0 there.
        Assert.True(plain.Values.SequenceEqual(full.Values));
        Assert.False(plain.Values.SequenceEqual(skip.Values));
    }

    /// <summary>On an isotropic Gaussian D has the slope t s^2 / C, by which alone the full gradient differs.</summary>
    [Theory]
    [InlineData("flowchef:0.1", false)]
    [InlineData("flowchef-full:0.1", true)]
    public void On_an_isotropic_gaussian_the_gradients_differ_by_a_scalar(string method, bool isFull)
    {
        const double Variance = 0.25;
        const int Steps = 5;
        GaussianMixture gaussian = new(GaussianComponent.Isotropic(1, 1, -0.5, Math.Sqrt(Variance)));
        SteeringProblem problem = new(gaussian, new LinearPath(), Quadratic, 1, 10, 16, 0, new Execution(1));
        SampleBatch x = NormalNoise.Random(16, 0, NoiseStream.Test).Points;
        for (int k = 0; k < Steps; k++)
        {
            double t = (double)k / Steps;
            double slope = t * Variance / ((t * t * Variance) + ((1 - t) * (1 - t)));
            for (int i = 0; i < x.Count; i++)
            {
                (double dx, double dy) = (1 + (slope * (x[i, 0] - t)), -0.5 + (slope * (x[i, 1] + (0.5 * t))));
                (double ux, double uy) = ((dx - x[i, 0]) / (1 - t), (dy - x[i, 1]) / (1 - t));
                double eta = k == Steps - 1 ? 0 : isFull ? 0.1 * slope : 0.1;
                x[i, 0] += (ux / Steps) - (eta * dx);
                x[i, 1] += (uy / Steps) - (eta * 0.5 * (dy - 1));
            }
        }

        Assert.InRange(Flat.RootMeanSquareDistance(x, Run(method, problem, Steps).Points), 0, 1e-14);
    }

    /// <summary>The best of K has the distribution F^K, F that of one: by the test of Kolmogorov at one in a thousand.</summary>
    [Fact]
    public void The_best_of_several_has_the_law_of_the_largest()
    {
        const int Candidates = 5;
        double[] Rewards(SteeringProblem problem, int budget)
        {
            SampleBatch x = Run("best-of", problem, budget).Points;
            return [.. Enumerable.Range(0, x.Count).Select(i => problem.Reward.At(x[i, 0], x[i, 1])).Order()];
        }

        double[] single = Rewards(Problem(Quadratic, 40_000) with { Seed = 1 }, 10);
        double[] best = Rewards(Problem(Quadratic, 2000), 10 * Candidates);
        double distance = best.Select((r, i) =>
        {
            int below = Array.BinarySearch(single, r);
            return Math.Abs(Math.Pow((below < 0 ? ~below : below) / (double)single.Length, Candidates) - ((i + 0.5) / best.Length));
        }).Max();
        Assert.InRange(distance, 0, 1.95 / Math.Sqrt(best.Length));
    }

    [Fact]
    public void Searches_take_the_golden_times() => Assert.Equal(
        [0, 0.0050, 0.0202, 0.0461, 0.0835, 0.1340, 0.2, 0.2859, 0.4, 0.5641, 1],
        SteeringProblem.GridOf(10).Knots.Select(static t => Math.Round(t, 4)));

    [Fact]
    public void A_budget_is_never_exceeded()
    {
        SteeringProblem problem = Problem(Quadratic, 20);
        foreach (string method in SteeringCatalog.All.Names)
        {
            foreach (int budget in new[] { 36, 50, 123, 500 })
            {
                ISteering steering = SteeringCatalog.All.Create(method);
                if (steering.Obstacle(problem, budget) is null)
                {
                    double taken = (double)steering.Run(problem, budget).Evaluations / problem.Count;
                    Assert.True(taken <= budget && taken >= 0.6 * budget, $"{method} took {taken} of {budget}");
                }
            }
        }
    }

    /// <summary>Chains share the budget; the sample is the best of theirs, and the first of them is the one chain of half of it.</summary>
    [Fact]
    public void Chains_share_a_budget_and_the_best_is_returned()
    {
        SteeringProblem problem = Problem(Quadratic, 200);
        SampleBatch one = Run("rbf", problem, 60).Points;
        SteeredBatch two = Run("rbf:2", problem, 120);
        Assert.InRange(two.Evaluations, 110 * problem.Count, 120 * problem.Count);
        int kept = Enumerable.Range(0, one.Count).Count(i => one[i, 0] == two.Points[i, 0]);
        Assert.InRange(kept, 60, 140);
        double Mean(SampleBatch x) => Enumerable.Range(0, x.Count).Average(i => problem.Reward.At(x[i, 0], x[i, 1]));
        Assert.All(Enumerable.Range(0, one.Count), i => Assert.True(
            problem.Reward.At(two.Points[i, 0], two.Points[i, 1]) >= problem.Reward.At(one[i, 0], one[i, 1])));
        Assert.True(Mean(two.Points) > Mean(one));
    }

    /// <summary>The interval of the distance covers that of very many samples as often as it says, as far as so few runs tell.</summary>
    [Fact]
    public void The_distance_has_an_interval()
    {
        SteeringPlan plan = new() { Temperature = 0.5, Methods = ["unsteered"], Budgets = [10], Samples = 300 };
        SteeringRow[] rows = [.. Enumerable.Range(0, 40).Select(
            seed => SteeringRunner.Run(plan with { Seed = seed }, Target, new Execution(2)).Rows[0])];
        double typical = Math.Sqrt(rows.Average(static r => r.Distance.Value * r.Distance.Value));
        int covered = rows.Count(r => r.Distance.Low <= typical && typical <= r.Distance.High);
        Assert.InRange(covered, 34, 40);
        Assert.All(rows, static r => Assert.InRange((r.Distance.High - r.Distance.Low) / r.Distance.Value, 0.02, 0.5));
    }

    [Theory]
    [InlineData("rbf", 34)]
    [InlineData("rbf:2", 69)]
    [InlineData("best-of", 9)]
    [InlineData("svdd", 9)]
    [InlineData("sop", 33)]
    public void A_budget_that_is_too_small_is_refused(string method, int budget)
    {
        SteeringProblem problem = Problem(Quadratic, 4);
        Assert.NotNull(SteeringCatalog.All.Create(method).Obstacle(problem, budget));
        Assert.Null(SteeringCatalog.All.Create(method).Obstacle(problem, budget + 1));
    }

    /// <summary>Prototype figures of 500 outputs with the floor .25: reward and W2 to the law.</summary>
    [Theory]
    [InlineData("unsteered", 10, -1.989, 2.25)]
    [InlineData("exact", 10, -0.513, 0.380)]
    [InlineData("best-of", 50, -0.652, 0.485)]
    [InlineData("best-of", 500, -0.126, 0.778)]
    [InlineData("svdd", 50, -0.224, 0.765)]
    [InlineData("svdd", 500, -0.178, 0.845)]
    [InlineData("rbf", 50, -0.065, 1.01)]
    [InlineData("rbf", 500, -0.022, 1.12)]
    public void Rewards_are_won_and_the_law_is_lost(string method, int budget, double reward, double distance)
    {
        SteeringPlan plan = new()
        {
            Temperature = 0.5,
            Methods = [method],
            Budgets = [budget],
            Path = method is "svdd" or "rbf" ? "vp" : "linear",
        };
        SteeringReport report = SteeringRunner.Run(plan, Target, new Execution(2));
        Assert.Equal(-0.597788, report.ExpectedReward, 0.01);
        Assert.Equal(-1.978, report.UnsteeredReward, 0.02);
        Assert.Equal(reward, report.Rows[0].Reward.Value, 0.08 + (0.15 * Math.Abs(reward)));
        Assert.Equal(distance, report.Rows[0].Distance.Value, 0.2);
    }

    /// <summary>Prototype distances from the posterior of a measurement, of 800 outputs with the floor .34.</summary>
    [Theory]
    [InlineData("unsteered", 100, 2.13)]
    [InlineData("exact", 10, 0.375)]
    [InlineData("exact", 100, 0.31)]
    [InlineData("flowchef:0.01", 10, 1.84)]
    [InlineData("flowchef:0.05", 10, 0.80)]
    [InlineData("flowchef:0.5", 10, 0.58)]
    [InlineData("flowchef:0.05", 100, 0.53)]
    [InlineData("flowchef-full:0.05", 100, 0.42)]
    public void Gradients_fit_the_measurement_and_miss_the_posterior(string method, int budget, double distance)
    {
        SteeringPlan plan = new() { Reward = "measured:1,0,-0.9,0.3", Methods = [method], Budgets = [budget], Samples = 800 };
        SteeringReport report = SteeringRunner.Run(plan, Target, new Execution(2));
        Assert.Equal(distance, report.Rows[0].Distance.Value, 0.2);

        // Gradients that are strong together put the measured coordinate closer to the value than the posterior has it.
        bool isStrong = method.StartsWith("flowchef", StringComparison.Ordinal) && (budget == 100 || method == "flowchef:0.5");
        Assert.Equal(isStrong, report.Rows[0].Reward.Value > report.ExpectedReward + 0.2);
    }

    /// <summary>A fine population gets the weights of the law.</summary>
    [Fact]
    public void A_fine_population_samples_the_law()
    {
        SteeringPlan plan = new() { Temperature = 0.5, Methods = ["smc"], Budgets = [100], Samples = 2000 };
        SteeringRow row = SteeringRunner.Run(plan, Target, new Execution(2)).Rows[0];
        Assert.Equal(-0.597788, row.Reward.Value, 0.08);
        Assert.InRange(row.Weights, 0, 5);
    }

    /// <summary>One population scatters far more than independent samples would; the mean of many has no such excuse.</summary>
    [Fact]
    public void Populations_with_the_class_as_the_reward_have_the_weights_of_the_class()
    {
        SteeringProblem problem = new(Three, new LinearPath(), Reward("class:2,2"), 1, 10, 1000, 0, new Execution(2));
        MixtureDensity law = new(problem.Law.Mixture);
        double[] shares = [.. Enumerable.Range(0, 24).Select(
            seed => law.MeanResponsibilities(Run("smc", problem with { Seed = seed }, 100).Points)[0])];
        double mean = shares.Average();
        double error = Math.Sqrt(shares.Sum(s => (s - mean) * (s - mean))) / shares.Length;
        Assert.Equal(0.6, problem.Law.Mixture.Components[0].Weight, 1e-15);
        Assert.Equal(0.6, mean, 4 * error);
        Assert.InRange(error, 0, 0.025);
    }

    [Fact]
    public void A_constant_reward_changes_nothing()
    {
        SteeringPlan plan = new() { Reward = "linear:0,0", Methods = ["best-of", "smc"], Budgets = [100], Samples = 2000 };
        SteeringReport report = SteeringRunner.Run(plan, Target, new Execution(2));
        Assert.All(report.Rows, static row => Assert.InRange(row.Weights, 0, 4 * 100 * Math.Sqrt(0.25 / 2000)));
    }

    [Fact]
    public void Bytes_do_not_depend_on_threads()
    {
        SteeringProblem problem = Problem(Quadratic, 50);
        foreach (string method in SteeringCatalog.All.Names)
        {
            SteeringProblem other = problem with { Execution = new Execution(3) };
            Assert.True(Run(method, problem, 60).Points.Values.SequenceEqual(Run(method, other, 60).Points.Values), method);
        }
    }

    [Fact]
    public void Systematic_draws_follow_the_weights()
    {
        double[] logs = [0, Math.Log(3), double.NegativeInfinity, 0];
        int[] drawn = Particles.Resample(logs, RandomStream.Open(1, NoiseStream.Data));
        Assert.Equal(4, drawn.Length);
        Assert.DoesNotContain(2, drawn);
        Assert.InRange(drawn.Count(static i => i == 1), 2, 3);
        Assert.Equal(drawn.Order(), drawn);
    }

    [Theory]
    [InlineData("measured:0,0,1,1", 1, "rank 0")]
    [InlineData("class:1,2", 2, "temperature 1 alone")]
    [InlineData("class:3,2", 1, "no class 3/2")]
    [InlineData("square", 1, "square")]
    public void A_reward_without_a_law_is_refused(string reward, double temperature, string complaint)
    {
        FlowDemoException fault = Assert.Throws<FlowDemoException>(() => SteeringRunner.Run(
            new SteeringPlan { Reward = reward, Temperature = temperature }, Target, new Execution(1)));
        Assert.Contains(complaint, fault.Message, StringComparison.Ordinal);
    }

    /// <summary>x1 given x_t: the responsibilities, and the posterior mean and covariance of each component.</summary>
    private static GaussianMixture Posterior(double t, double x, double y)
    {
        double s = 1 - t;
        GaussianComponent[] components = new GaussianComponent[Three.Components.Length];
        double[] logs = new double[components.Length];
        for (int k = 0; k < components.Length; k++)
        {
            GaussianComponent c = Three.Components[k];
            (double xx, double xy, double yy) =
                ((t * t * c.CovarianceXX) + (s * s), t * t * c.CovarianceXY, (t * t * c.CovarianceYY) + (s * s));
            double determinant = (xx * yy) - (xy * xy);
            (double ixx, double ixy, double iyy) = (yy / determinant, -xy / determinant, xx / determinant);
            (double dx, double dy) = (x - (t * c.MeanX), y - (t * c.MeanY));
            (double gxx, double gxy) = (
                t * ((c.CovarianceXX * ixx) + (c.CovarianceXY * ixy)), t * ((c.CovarianceXX * ixy) + (c.CovarianceXY * iyy)));
            (double gyx, double gyy) = (
                t * ((c.CovarianceXY * ixx) + (c.CovarianceYY * ixy)), t * ((c.CovarianceXY * ixy) + (c.CovarianceYY * iyy)));
            logs[k] = Math.Log(c.Weight) - (0.5 * Math.Log(determinant))
                - (0.5 * ((ixx * dx * dx) + (2 * ixy * dx * dy) + (iyy * dy * dy)));
            components[k] = new GaussianComponent(
                1,
                c.MeanX + (gxx * dx) + (gxy * dy),
                c.MeanY + (gyx * dx) + (gyy * dy),
                c.CovarianceXX - (t * ((gxx * c.CovarianceXX) + (gxy * c.CovarianceXY))),
                c.CovarianceXY - (t * ((gxx * c.CovarianceXY) + (gxy * c.CovarianceYY))),
                c.CovarianceYY - (t * ((gyx * c.CovarianceXY) + (gyy * c.CovarianceYY))));
        }

        return TiltedMixture.Of(components, logs).Mixture;
    }

    private static void AssertComponent(GaussianMixture mixture, int k, double weight, double x, double y, double digits)
    {
        Assert.Equal(weight, mixture.Components[k].Weight, digits);
        Assert.Equal(x, mixture.Components[k].MeanX, digits);
        Assert.Equal(y, mixture.Components[k].MeanY, digits);
    }

    private static (double X, double Y) Rounded((double X, double Y) v) => (Math.Round(v.X, 12), Math.Round(v.Y, 12));

    private static IReward Reward(string name) => RewardCatalog.All.Create(name)(Three);

    private static SteeringProblem Problem(IReward reward, int count) =>
        new(Three, new LinearPath(), reward, 0.5, 10, count, 0, new Execution(1));

    private static SteeredBatch Run(string method, SteeringProblem problem, int budget) =>
        SteeringCatalog.All.Create(method).Run(problem, budget);
}
