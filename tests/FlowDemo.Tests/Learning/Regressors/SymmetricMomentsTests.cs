using FlowDemo.Learning;
using FlowDemo.Learning.Regressors;
using FlowDemo.Randomness;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Learning.Regressors;

public sealed class SymmetricMomentsTests
{
    private static readonly GaussianMixture Ring = TestMixtures.Ring();
    private static readonly SymmetryGroup Symmetry = SymmetryGroup.Of(Ring);

    [Theory]
    [InlineData(RegressorKind.Responsibility)]
    [InlineData(RegressorKind.Affine)]
    public void They_are_the_moments_of_the_completed_rows(RegressorKind regressor)
    {
        IFeatureMap features = FeatureDesign.ForKnot(new TrainingOptions { Regressor = regressor }, Ring);
        SampleBatch x = NormalNoise.Random(300, 0, NoiseStream.Training).Points;
        SampleBatch y = NormalNoise.Random(300, 1, NoiseStream.Training).Points;
        double[] weights = [.. Enumerable.Range(0, 300).Select(static i => 1.0 + (i % 7))];
        RidgeMoments fast = SymmetricMoments.Of(
            features,
            Symmetry,
            [.. RegressionBlock.Cut(0.1, x, y, weights)],
            LearningProblems.OneThread)!;
        double[] repeated = [.. Enumerable.Repeat(weights, Symmetry.Order).SelectMany(static w => w)];
        RidgeMoments slow = RidgeMoments.Of(
            features, [.. RegressionBlock.Cut(0.1, Symmetry.Complete(x), Symmetry.Complete(y), repeated)], LearningProblems.OneThread);
        Assert.Equal(16, Symmetry.Order);
        Assert.InRange((fast.Gram - slow.Gram).L2Norm(), 0, 1e-11);
        Assert.InRange((fast.Right - slow.Right).L2Norm(), 0, 1e-11);
        Assert.Equal(slow.Energy, fast.Energy, 1e-11);
    }

    [Fact]
    public void Features_that_do_not_share_the_symmetry_have_none()
    {
        SampleBatch x = NormalNoise.Random(20, 0, NoiseStream.Training).Points;
        foreach (IFeatureMap features in new IFeatureMap[] { FourierFeatures.Draw(
            5,
            [1],
            withTime: false,
            seed: 0), new ResponsibilityFeatures(TestMixtures.ThreeModes(), [new(0.2, 4)]) })
        {
            Assert.Null(SymmetricMoments.Of(features, Symmetry, [.. RegressionBlock.Cut(0, x, x)], LearningProblems.OneThread));
        }
    }
}
