using FlowDemo.Learning;
using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;
using FlowDemo.Randomness;

namespace FlowDemo.Tests.Learning.Methods;

public sealed class LowRankStraighteningTests
{
    private static readonly TrainingOptions Quick =
        LearningProblems.Small with { Pairs = 200, Steps = [2], Features = 51, Schedule = "uniform" };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void At_full_rank_it_is_boss(bool isResidual)
    {
        TrainingOptions options = Quick with { Residual = isResidual };
        VelocityModel low = LearningProblems.Train("velocity-lora:4", LearningProblems.Ring, options);
        VelocityModel boss = LearningProblems.Train("boss", LearningProblems.Ring, options);
        Assert.True(low.Members[0].Fits(boss.Members[0].Grid!));
        foreach (double t in low.Members[0].Grid!.Knots[..^1])
        {
            Assert.InRange(Difference(low, boss, t), 0, 1e-6);
        }

        Assert.Contains("does not restrict", Assert.Single(low.Record.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void At_rank_zero_it_is_the_frozen_student()
    {
        // The exact velocity of a Gaussian is affine, so that the frozen student has it.
        VelocityModel low = LearningProblems.Train(
            "velocity-lora:0", LearningProblems.Gaussian, Quick with { Regressor = RegressorKind.Affine, Features = null });
        double t = low.Members[0].Grid!.Knots[1];
        SampleBatch x = NormalNoise.Random(20, 0, NoiseStream.Test).Points;
        SampleBatch velocity = x.NewLike();
        SampleBatch exact = x.NewLike();
        low.Members[0].Field.Evaluate(t, x, velocity);
        Assert.IsType<LearnedVelocityField>(low.Members[0].Field).Teacher.Field.Evaluate(t, x, exact);
        Assert.InRange(FlowDemo.Numerics.Flat.RootMeanSquareDistance(velocity, exact), 0, 1e-8);
    }

    [Fact]
    public void What_was_trained_and_what_it_is_worth_is_reported()
    {
        VelocityModel low = LearningProblems.Train("velocity-lora:2", LearningProblems.Ring, Quick);
        Dictionary<string, double> findings = low.Record.Findings.ToDictionary(static f => f.Name, static f => f.Value);
        Assert.Equal(2 * (51 + 4), findings["2 steps: trained parameters"]);
        Assert.Equal(110.0 / 204, findings["2 steps: trained parameters as a share of the full fit's"], 1e-12);
        Assert.InRange(findings["2 steps: RMSE of the full fit"], 0, findings["2 steps: RMSE to the exact flow"]);
        Assert.True(findings["2 steps: RMSE of the frozen student"] > 0.5);
        Assert.Empty(low.Record.Warnings);
    }

    private static double Difference(VelocityModel first, VelocityModel second, double t)
    {
        SampleBatch x = NormalNoise.Random(50, 0, NoiseStream.Test).Points;
        SampleBatch a = x.NewLike();
        SampleBatch b = x.NewLike();
        first.Members[0].Field.Evaluate(t, x, a);
        second.Members[0].Field.Evaluate(t, x, b);
        return FlowDemo.Numerics.Flat.RootMeanSquareDistance(a, b);
    }
}
