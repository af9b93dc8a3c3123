namespace FlowDemo.Comparison.Steering;

/// <summary>
/// SVDD and CoDe: in every block of steps K stochastic walks go on from where the sample is, and the one of the largest reward is kept; a
/// block of one step is SVDD. <c>K = (NFE - 1) / (M - 1)</c>.
/// </summary>
/// <remarks>
/// Li et al., Derivative-Free Guidance in Continuous and Discrete Diffusion Models with Soft Value-Based Decoding, 2024, arXiv 2408.08252;
/// Singh et al., CoDe: Blockwise Control for Denoising Diffusion Models, 2025, arXiv 2502.00968.
/// </remarks>
/// <param name="block">Steps of a block.</param>
internal sealed class BlockSearch(int block) : ISteering
{
    /// <summary>The catalogue's line of one step at a time.</summary>
    internal static CatalogEntry<ISteering> StepEntry { get; } = new(
        "svdd", "The best of several children at every step.", static _ => new BlockSearch(1))
    {
        Formula = "x = argmax r(D(child^(i))), i = 1 ... (NFE - 1) / (M - 1), at every step",
        Cost = "1 for each child",
        Source = "Li et al., Derivative-Free Guidance in Continuous and Discrete Diffusion Models with Soft Value-Based Decoding, 2024, "
            + "arXiv 2408.08252",
    };

    /// <summary>The catalogue's line of blocks.</summary>
    internal static CatalogEntry<ISteering> BlockEntry { get; } = new(
        "code", "The best of several walks for every block of steps.", static a => new BlockSearch(a.Integer(0, 2, 100)))
    {
        Formula = "x = argmax r(D(walk^(i))), i = 1 ... (NFE - 1) / (M - 1), for every block of steps",
        Cost = "1 for each step of each walk",
        Source = "Singh et al., CoDe: Blockwise Control for Denoising Diffusion Models, 2025, arXiv 2502.00968",
        Parameters = [new("block", "2", "steps of a block, 2 to 100.")],
    };

    /// <inheritdoc/>
    public string? Obstacle(SteeringProblem problem, int budget) =>
        Walks(problem, budget) < 1 ? $"one walk of {problem.Steps} steps costs more" : null;

    /// <inheritdoc/>
    public SteeredBatch Run(SteeringProblem problem, int budget)
    {
        TimeGrid grid = SteeringProblem.GridOf(problem.Steps);
        int walks = Walks(problem, budget);
        return SteeredBatch.Of(problem, sample =>
        {
            SteeredState state = sample.Start();
            for (int k = 1; k < grid.Steps; k += block)
            {
                SteeredState from = state;
                int first = k;
                state = BestOfN.Best(Enumerable.Range(0, walks).Select(_ =>
                {
                    SteeredState walk = from;
                    for (int j = first; j < Math.Min(first + block, grid.Steps); j++)
                    {
                        walk = sample.Child(walk, grid[j]);
                    }

                    return walk;
                }));
            }

            return state.End;
        });
    }

    private static int Walks(SteeringProblem problem, int budget) => (budget - 1) / Math.Max(1, problem.Steps - 1);
}
