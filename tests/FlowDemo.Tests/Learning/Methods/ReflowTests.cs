using FlowDemo.Fields;
using FlowDemo.Learning;
using FlowDemo.Learning.Methods;
using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Schedules;
using FlowDemo.Solvers;

namespace FlowDemo.Tests.Learning.Methods;

public sealed class ReflowTests
{
    [Fact]
    public void The_u_shaped_quantile_inverts_its_distribution_function()
    {
        // P(T <= t) = 1/2 + sinh(a (t - 1/2)) / (2 sinh(a / 2)).
        foreach (double f in new[] { 0.0, 0.1, 0.5, 0.77, 1.0 })
        {
            double t = TimeDensity.UShaped(f, 4);
            Assert.Equal(f, 0.5 + (Math.Sinh(4 * (t - 0.5)) / (2 * Math.Sinh(2))), 1e-14);
        }

        Assert.Equal(0.3, TimeDensity.UShaped(0.3, 1e-4), 1e-8);
    }

    [Fact]
    public void Rows_lie_on_the_lines_and_point_along_them()
    {
        SampleBatch x0 = NormalNoise.Random(100, 0, NoiseStream.Training).Points;
        SampleBatch x1 = NormalNoise.Random(100, 1, NoiseStream.Training).Points;
        RegressionBlock[] rows = ReflowStudent.Rows(x0, x1, static f => f);
        Assert.Equal(2, rows.Length);
        Assert.Equal(36, rows[1].Inputs.Count);
        double t = rows[1].Time;
        Assert.Equal(((1 - t) * x0[64 + 5, 1]) + (t * x1[64 + 5, 1]), rows[1].Inputs[5, 1], 1e-15);
        Assert.Equal(x1[64 + 5, 1] - x0[64 + 5, 1], rows[1].Targets[5, 1], 1e-15);
    }

    [Fact]
    public void Rectifying_the_ring_straightens_it_and_reports_what_was_gained()
    {
        VelocityModel model = LearningProblems.Train(
            "reflow", LearningProblems.Ring, LearningProblems.Small with { Pairs = 200, Steps = [1], Features = 80 });
        Dictionary<string, double> findings = model.Record.Findings.ToDictionary(static f => f.Name, static f => f.Value);
        Assert.Equal(18.18, findings["E|X1 - X0|^2 of independent noise and data"], 1e-9);
        Assert.Equal(2.877, findings["S(Z) of the exact flow"], 0.2);
        Assert.InRange(findings["S(Z) of 2-rectified flow"], 0, 0.5);
        Assert.Null(model.Members[0].Grid);
    }

    [Fact]
    public void A_method_of_straight_lines_refuses_a_curved_path()
    {
        FlowDemoException fault = Assert.Throws<FlowDemoException>(
            () => Trainer.Train("reflow", LearningProblems.Ring, "vp", LearningProblems.Small, LearningProblems.OneThread));
        Assert.Contains("--path linear", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_oracle_of_a_gaussian_is_the_affine_second_rectified_flow()
    {
        OracleReflowField oracle = new(MixtureVelocityField.FlowOf(LearningProblems.Gaussian.Mixture, new LinearPath()));
        SampleBatch noise = NormalNoise.Quasi(16, 0, NoiseStream.Test).Points;
        SampleBatch truth = LearningProblems.EndPoints(LearningProblems.Gaussian.Mixture, noise);
        Assert.InRange(LearningProblems.EulerError(oracle, TimeGrid.Uniform(1), noise, truth), 0, 1e-6);
        Assert.InRange(LearningProblems.EulerError(oracle, TimeGrid.Uniform(3), noise, truth), 0, 1e-6);
    }

    [Fact]
    public void The_oracle_of_the_ring_is_straight()
    {
        OracleReflowField oracle = new(MixtureVelocityField.FlowOf(LearningProblems.Ring.Mixture, new LinearPath()));
        SampleBatch noise = NormalNoise.Quasi(32, 0, NoiseStream.Test).Points;
        SampleBatch truth = LearningProblems.EndPoints(LearningProblems.Ring.Mixture, noise);
        Assert.InRange(LearningProblems.EulerError(oracle, TimeGrid.Uniform(1), noise, truth), 0, 1e-3);
        Assert.InRange(LearningProblems.EulerError(oracle, TimeGrid.Uniform(3), noise, truth), 0, 1e-3);
        Straightness straightness = Straightness.Measure(
            new Flow(oracle, new LinearPath()), Tableaus.Euler, TimeGrid.Uniform(4), noise, LearningProblems.OneThread);
        Assert.InRange(straightness.Curvature, -1e-6, 1e-6);
    }

    [Theory]
    [InlineData("reflow", "reflow:1,uniform", "reflow:1,u")]
    [InlineData("rfpp", "rfpp:0.00108,4", "rfpp:0.02,4")]
    public void Defaults_are_the_papers(string plain, string same, string other)
    {
        TrainingOptions options = new() { Pairs = 200, Features = 80, UseSymmetry = false, Steps = [1] };
        double[] expected = Ends(plain);
        Assert.Equal(expected, Ends(same));
        Assert.NotEqual(expected, Ends(other));

        double[] Ends(string method)
        {
            SampleBatch x = NormalNoise.Quasi(16, 0, NoiseStream.Test).Points;
            SampleBatch velocity = x.NewLike();
            LearningProblems.Train(method, LearningProblems.Ring, options).Members[0].Field.Evaluate(0.3, x, velocity);
            return velocity.Values.ToArray();
        }
    }

    [Fact]
    public void A_transport_cost_that_rises_is_pointed_out()
    {
        TrainingContext context = new(
            LearningProblems.Gaussian,
            new LinearPath(),
            LearningProblems.Small with { Pairs = 64 },
            ScheduleCatalog.All.Create("uniform"),
            LearningProblems.OneThread);
        Reflow.WarnOfRise(context, [0.959, 0.95, 0.952]);
        Assert.Empty(context.Warnings);
        Reflow.WarnOfRise(context, [0.959, 1.03, 1.07]);
        Assert.Contains("rises over the rounds, 0.959, 1.03, 1.07", Assert.Single(context.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Reinterpolation_follows_a_straight_flow_and_no_other()
    {
        Flow exact = MixtureVelocityField.FlowOf(LearningProblems.Gaussian.Mixture, new LinearPath());
        SampleBatch noise = NormalNoise.Quasi(16, 0, NoiseStream.Test).Points;
        Flow straight = exact with { Field = new OracleReflowField(exact) };
        TimeGrid grid = TimeGrid.Uniform(5);
        Assert.InRange(Difference(straight), 0, 1e-9);
        Assert.True(Difference(exact) > 0.01);

        double Difference(Flow flow) => Solvers.SolverRuns.Distance(
            Solvers.SolverRuns.Run(flow, "reinterpolate", grid, noise), Solvers.SolverRuns.Run(flow, "euler", grid, noise));
    }
}
