// The isotropic velocity kernel as plain C++: what a compiler makes of the same formula.
// usage: kernel SAMPLES COMPONENTS ROUNDS; prints the least nanoseconds per sample-component pair, then a checksum.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

constexpr int Block = 16;

struct Table {
    std::vector<double> x, y, scale, log, rateX, rateY, gain;
};

static void velocity(const Table& c, int components, const double* px, const double* py, double* ux, double* uy, int samples, double* logs) {
    for (int start = 0; start < samples; start += Block) {
        double largest[Block], total[Block] = {}, sumX[Block] = {}, sumY[Block] = {};
        const double* x = px + start;
        const double* y = py + start;
        std::fill(largest, largest + Block, -1e300);
        for (int k = 0; k < components; k++) {
            double* row = logs + k * Block;
            for (int i = 0; i < Block; i++) {
                double dx = x[i] - c.x[k], dy = y[i] - c.y[k];
                row[i] = (dx * dx + dy * dy) * c.scale[k] + c.log[k];
                largest[i] = row[i] > largest[i] ? row[i] : largest[i];
            }
        }
        for (int k = 0; k < components; k++) {
            const double* row = logs + k * Block;
            for (int i = 0; i < Block; i++) {
                double g = std::exp(row[i] - largest[i]);
                total[i] += g;
                sumX[i] += g * (c.rateX[k] + c.gain[k] * (x[i] - c.x[k]));
                sumY[i] += g * (c.rateY[k] + c.gain[k] * (y[i] - c.y[k]));
            }
        }
        for (int i = 0; i < Block; i++) {
            ux[start + i] = sumX[i] / total[i];
            uy[start + i] = sumY[i] / total[i];
        }
    }
}

int main(int argc, char** argv) {
    if (argc != 4) return 2;
    int samples = std::atoi(argv[1]), components = std::atoi(argv[2]), rounds = std::atoi(argv[3]);
    const double t = 0.6, s = 0.2, v = t * t * s * s + (1 - t) * (1 - t);
    Table c;
    for (int k = 0; k < components; k++) {
        double angle = 12.0 * k / components, radius = 1 + 3.0 * k / components;
        double mx = radius * std::cos(angle), my = radius * std::sin(angle);
        c.x.push_back(t * mx);
        c.y.push_back(t * my);
        c.scale.push_back(-0.5 / v);
        c.log.push_back(-std::log(v * components));
        c.rateX.push_back(mx);
        c.rateY.push_back(my);
        c.gain.push_back((t * s * s - (1 - t)) / v);
    }
    std::vector<double> x(samples), y(samples), ux(samples), uy(samples), logs(static_cast<size_t>(components) * Block);
    for (int i = 0; i < samples; i++) {
        x[i] = 3 * std::sin(i);
        y[i] = 3 * std::cos(2.3 * i);
    }
    double best = 1e300, sum = 0;
    for (int round = 0; round < rounds; round++) {
        auto start = std::chrono::steady_clock::now();
        velocity(c, components, x.data(), y.data(), ux.data(), uy.data(), samples, logs.data());
        std::chrono::duration<double, std::nano> elapsed = std::chrono::steady_clock::now() - start;
        best = std::min(best, elapsed.count() / samples / components);
    }
    for (int i = 0; i < samples; i++) sum += ux[i] + uy[i];
    std::printf("%.17g %.17g\n", best, sum);
}
