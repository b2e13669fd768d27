/* heartbeat - a leader, followers that hear its heartbeat, and an election when it has gone: a simulation.
 *
 * Nodes send each other messages through queues; a network between them delays, loses and cuts. A follower that hears
 * nothing for a while of its own asks the others for their votes; who has the most in a term leads. The program chooses
 * the virtual clock and a seed, so that each run is the same and ten seconds are over at once.
 */
#include <async.h>
#include <async/queue.h>
#include <async/sync.h>
#include <async/test.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { NODES = 5, BEAT_MS = 50, DELAY_MS = 5, RUN_MS = 10000, DEPTH = 64 };

enum kind { BEAT, ASK, VOTE };

struct message {
    enum kind kind;
    int from;
    unsigned term;
};

struct node {
    struct world *world;
    int id, leader; /* -1: none known */
    unsigned term, voted, votes, elections;
    unsigned long heard;
    bool down;
    async_event up;
    async_queue(struct message) inbox;
};

struct world {
    struct node nodes[NODES];
    async_group_t *network;
    async_barrier started;
    async_condition changed; /* who leads, and who is up */
    unsigned long sent, lost;
    uint64_t random;
    uint64_t start;
};

static unsigned draw(struct world *world, unsigned below)
{
    world->random = world->random * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(world->random >> 33) % below;
}

/* ---- the network --------------------------------------------------------------- */

async static void deliver(struct world *world, int to, struct message message, unsigned delay)
{
    await async_sleep(delay);
    if (world->nodes[to].down || async_queue_try_put(&world->nodes[to].inbox, message) < 0)
        world->lost++;
}

static void post(struct node *from, int to, enum kind kind)
{
    struct world *world = from->world;
    struct message message = {.kind = kind, .from = from->id, .term = from->term};
    unsigned delay = DELAY_MS + draw(world, DELAY_MS);
    world->sent++;
    if (from->down || draw(world, 100) == 0)
        world->lost++;
    else
        async_group_spawn(world->network, deliver(world, to, message, delay));
}

static void post_all(struct node *from, enum kind kind)
{
    for (int i = 0; i < NODES; i++)
        if (i != from->id)
            post(from, i, kind);
}

/* ---- a node ----------------------------------------------------------------------- */

static void set_leader(struct node *node, int leader)
{
    if (node->leader == leader)
        return;
    node->leader = leader;
    async_condition_notify_all(&node->world->changed);
}

static void enter_term(struct node *node, unsigned term)
{
    node->term = term;
    node->votes = 0;
    set_leader(node, -1);
}

static void become_leader(struct node *node)
{
    set_leader(node, node->id);
    post_all(node, BEAT);
}

static void take(struct node *node, struct message message)
{
    if (message.term > node->term)
        enter_term(node, message.term);
    if (message.term < node->term)
        return;
    switch (message.kind) {
    case BEAT:
        set_leader(node, message.from);
        node->heard++;
        break;
    case ASK:
        if (node->voted < message.term) {
            node->voted = message.term;
            post(node, message.from, VOTE);
        }
        break;
    case VOTE:
        if (++node->votes > NODES / 2 && node->leader != node->id)
            become_leader(node);
        break;
    }
}

static void stand_for_election(struct node *node)
{
    enter_term(node, node->term + 1);
    node->voted = node->term;
    node->votes = 1;
    node->elections++;
    post_all(node, ASK);
}

/* Takes messages until none has come for `patience`. Where the node is down it is deaf. */
async static void listen_for(struct node *node, unsigned patience)
{
    struct message message;
    int error = 0;
    while (await async_timeout(patience, error = async_queue_get(&node->inbox, &message)) == 0 && error == 0)
        take(node, message);
}

/* The leader's turn: sends, and listens until the next one is due. */
async static void lead(struct node *node)
{
    uint64_t next = async_now() + BEAT_MS;
    struct message message;
    int error = 0;
    post_all(node, BEAT);
    while (await async_timeout_at(next, error = async_queue_get(&node->inbox, &message)) == 0 && error == 0)
        take(node, message);
}

async static void run_node(struct node *node)
{
    char name[16];
    snprintf(name, sizeof name, "node %d", node->id);
    async_task_set_name(NULL, name);
    await async_barrier_wait(&node->world->started);
    for (;;) {
        if (node->down) {
            await async_event_wait(&node->up);
            enter_term(node, node->term);
        }
        if (node->leader == node->id) {
            await lead(node);
            continue;
        }
        await listen_for(node, 3 * BEAT_MS + draw(node->world, 4 * BEAT_MS));
        if (!node->down && node->leader != node->id)
            stand_for_election(node);
    }
}

/* ---- the test ----------------------------------------------------------------------- */

static void set_down(struct node *node, bool down)
{
    node->down = down;
    if (down)
        async_event_clear(&node->up);
    else
        async_event_set(&node->up);
    async_condition_notify_all(&node->world->changed);
}

/* The leader that most of those who are up agree on; or -1. */
static int agreed(const struct world *world)
{
    int votes[NODES] = {0};
    for (int i = 0; i < NODES; i++)
        if (!world->nodes[i].down && world->nodes[i].leader >= 0)
            votes[world->nodes[i].leader]++;
    for (int i = 0; i < NODES; i++)
        if (votes[i] > NODES / 2 && !world->nodes[i].down)
            return i;
    return -1;
}

async static int wait_for_leader(struct world *world)
{
    int leader;
    while ((leader = agreed(world)) < 0)
        await async_condition_wait(&world->changed, NULL);
    return leader;
}

/* Crashes each leader in turn, and wakes it again; later three nodes at once. */
async static void direct(struct world *world)
{
    int leader = -1;
    for (int round = 0; round < 4; round++) {
        leader = await wait_for_leader(world);
        uint64_t before = async_now();
        set_down(&world->nodes[leader], true);
        int next = await wait_for_leader(world);
        printf("round %d: %s, %s\n", round, next != leader ? "another one leads" : "the dead one leads",
               async_now() - before < 2000 ? "soon" : "late");
        set_down(&world->nodes[leader], false);
        await async_sleep(500);
    }
    for (int i = 0; i < 3; i++)
        set_down(&world->nodes[(leader + i) % NODES], true);
    printf("without a majority: %s\n",
           await async_timeout(1500, leader = wait_for_leader(world)) != 0 ? "nobody leads" : "somebody leads");
    for (int i = 0; i < NODES; i++)
        set_down(&world->nodes[i], false);
    leader = await wait_for_leader(world);
    await async_sleep_until(world->start + RUN_MS);
    printf("at the end: %s\n", agreed(world) >= 0 ? "agreed" : "not agreed");
}

async static void simulate(void)
{
    struct world world = {.random = 42, .start = async_now()};
    defer for (int i = 0; i < NODES; i++) async_queue_deinit(&world.nodes[i].inbox);
    async_barrier_init(&world.started, NODES + 1);
    for (int i = 0; i < NODES; i++) {
        struct node *node = &world.nodes[i];
        node->world = &world;
        node->id = i;
        node->leader = -1;
        if (async_queue_init(&node->inbox, DEPTH) < 0)
            async_fail(-12);
    }
    async_group (group) {
        world.network = group;
        for (int i = 0; i < NODES; i++)
            async_group_spawn(group, run_node(&world.nodes[i]));
        await async_barrier_wait(&world.started);
        await direct(&world);
        async_group_cancel(group);
    }
    unsigned long heard = 0;
    for (int i = 0; i < NODES; i++)
        heard += world.nodes[i].heard;
    printf("%s\n", world.sent > 500 && heard > 400 && world.lost > 0 ? "beats were heard, and some lost" : "silence");
}

/* On the thread pool: a loop of its own, with a clock of its own. */
static int run_simulation(void)
{
    const async_test_options options = {.shuffle = 1, .seed = 11, .virtual_clock = 1};
    async_test_use(&options);
    async_run(simulate());
    async_test_use(NULL);
    return async_run_error();
}

async int main(void)
{
    return await async_offload(run_simulation()) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
